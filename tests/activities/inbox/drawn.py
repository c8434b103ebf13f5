"""Inboxes drawn at random that are valid by construction."""
from hypothesis import strategies as st

from pekt_xblocks.activities.inbox.activity import Inbox
from pekt_xblocks.activities.inbox.messages import ACTIONS

TEXT = st.text(st.sampled_from("αβγδ <&\"'Ά7 "), min_size=1, max_size=9).filter(str.strip)
CLUES = ["urgency", "threat", "reward", "asks_secret", "link_mismatch"]


@st.composite
def messages(draw, name, genuine):
    plain = draw(st.lists(st.builds(dict, text=TEXT, target=st.sampled_from(["", "a.example", "b.test/x"]),
                                    clue=st.sampled_from(["", "decoy"]), note=TEXT), min_size=2, max_size=4))
    clues = [] if genuine else draw(st.lists(st.builds(dict, text=TEXT, clue=st.sampled_from(CLUES), note=TEXT), min_size=2, max_size=4))
    body = draw(st.permutations([*plain, *clues]))
    segments = [{"id": f"s{n}", "place": "sender" if n == 0 else "body", **one} for n, one in enumerate(body)]
    best = "keep" if genuine else "report"
    rules = draw(st.lists(st.sampled_from([a for a in ACTIONS if a != best]), unique=True, max_size=4))
    actions = [{"action": a, "worth": draw(st.sampled_from(["usual", "0", "0.5", "1"])), "feedback": draw(st.just("") | TEXT)}
               for a in rules]
    return {"id": name, "genuine": genuine, "channel": draw(st.sampled_from(["email", "sms", "chat", "qr"])), "segments": segments,
            "actions": actions, "why": draw(TEXT), "context": draw(st.just("") | TEXT), "hints": draw(st.lists(TEXT, max_size=2))}


@st.composite
def definitions(draw):
    kinds = draw(st.permutations([True, False, *draw(st.lists(st.booleans(), max_size=2)), True]))
    return Inbox.model_validate({
        "persona": draw(TEXT), "messages": [draw(messages(f"m{n}", genuine)) for n, genuine in enumerate(kinds)],
        "verify_limit": draw(st.integers(0, 3)), "ask_limit": draw(st.integers(0, 3)), "intro": draw(st.just("") | TEXT)})
