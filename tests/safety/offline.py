"""Put into a process by its `sitecustomize`: whoever makes a socket of the internet, or starts a shell, ends it."""

SITE = """
import os
import sys

_INTERNET = {2, 10, 30}  # AF_INET; AF_INET6 on Linux and on macOS


def _watch(event, arguments):
    if event == "socket.__new__" and int(arguments[1]) in _INTERNET:
        _tell("an internet socket was made")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "urllib.Request", "os.system"):
        if event != "socket.connect" or isinstance(arguments[1], tuple):
            _tell(event)
    elif event == "subprocess.Popen" and os.path.basename(os.fsdecode(arguments[0] or "")) in ("sh", "bash", "dash"):
        _tell("a shell was started")


def _tell(what):
    with open(os.environ["OFFENCES"], "a") as file:
        file.write(what + "\\\\n")
    os._exit(97)


sys.addaudithook(_watch)
""".replace("\\\\n", "\\n")
