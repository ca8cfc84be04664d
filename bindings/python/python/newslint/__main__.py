"""The command line: `python -m newslint check articles/`."""

import signal
import sys

from ._newslint import run_typed


def main() -> int:
    # Python would note Ctrl-C and tell of it once the run is over.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run_typed(["newslint", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
