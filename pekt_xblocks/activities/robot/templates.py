"""Levels to start from: the first steps, the first loop, a choice on the way."""
from pekt_xblocks.core.language import N_
from pekt_xblocks.core.template import Template

from .activity import Robot
from .parts import Map

_STEPS = Robot(
    prompt="Φέρε τον **ΗΛΙΟ-1** στη βάση. Γράψε τις εντολές μία μία, όπως θα τις έλεγες σε κάποιον που δεν βλέπει.",
    maps=[Map(id="a", rows=["S..#", "##..", "##.G"])], goals=["reach"], commands=["move", "left", "right"],
    hint_texts=["Δείξε με το δάχτυλο τον δρόμο και μέτρα τα τετράγωνα.", "Το ρομπότ στρίβει επί τόπου. Μετά θέλει κι άλλο βήμα."],
    solution="move()\nmove()\nturn_right()\nmove()\nmove()\nturn_left()\nmove()\n")

_LOOP = Robot(
    prompt="Η βάση είναι **μακριά**. Γράψε όσο λιγότερες εντολές μπορείς.\n\nΤι κάνεις ξανά και ξανά;",
    maps=[Map(id="a", rows=["S.........G"])], goals=["reach"], commands=["move", "left", "right", "repeat"], must_use=["repeat"], limit=4,
    hint_texts=["Μέτρα τα βήματα ως τη βάση.", "Βάλε το «προχώρησε» μέσα σε μια επανάληψη."],
    solution="for i in range(10):\n    move()\n")

_CHOICE = Robot(
    prompt="Στον δρόμο υπάρχουν δείγματα. **Μάζεψε όσα βρεις** και φτάσε στη βάση.\n\n"
           "Το πρόγραμμα δοκιμάζεται και σε χάρτη που δεν βλέπεις.",
    maps=[Map(id="a", rows=["S.*..*.G"]), Map(id="b", rows=["S*...*G"], hidden=True)], goals=["reach", "collect"],
    commands=["move", "pick", "until", "if"], sensors=["on_item", "at_goal"], must_use=["if"],
    hint_texts=["Δεν ξέρεις πόσα βήματα χρειάζονται: προχώρα **μέχρι** τη βάση.", "Σε κάθε βήμα ρώτα: υπάρχει δείγμα εδώ;"],
    solution="while not at_goal():\n    move()\n    if on_item():\n        pick_up()\n")

TEMPLATES = (
    Template("steps", N_("First steps"), N_("Move and turn to the base, one command after another."), _STEPS),
    Template("loop", N_("The first loop"), N_("A long way in few commands: the learner needs a repetition."), _LOOP),
    Template("choice", N_("A choice on the way"), N_("Pick up what is there; tried on a hidden map as well."), _CHOICE),
)
