"""Ralph on a free port of the loopback, with its statements in a file: run by Ralph's own environment, never imported by ours.

serve.py FOLDER USER PASSWORD prints the port. As shipped, the file backend takes one batch and refuses every later one, since its default
is to create the file: the one line below makes it append.
"""
import json
import os
import socket
import sys
from pathlib import Path

folder, user, password = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
os.environ |= {
    "RALPH_APP_DIR": str(folder), "RALPH_AUTH_FILE": str(folder / "auth.json"), "RALPH_HISTORY_FILE": str(folder / "history.json"),
    "RALPH_RUNSERVER_BACKEND": "fs", "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder),
}

from ralph.backends.data.base import BaseOperationType  # noqa: E402
from ralph.backends.data.fs import FSDataBackend  # noqa: E402

FSDataBackend.default_operation_type = BaseOperationType.APPEND         # before the application makes its backend

import bcrypt  # noqa: E402
import uvicorn  # noqa: E402
from ralph.api import app  # noqa: E402

hashed = bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()
(folder / "auth.json").write_text(json.dumps([{
    "username": user, "hash": hashed, "scopes": ["all"], "agent": {"mbox": "mailto:lrs@hub.example"}}]))
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
