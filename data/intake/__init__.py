"""From an office's file to checked rows in the store: read -> recognise -> check -> commit.

`read` makes a table of untouched text cells with their line numbers, `recognise` says what each column is and which
questions are open, `check` accepts or rejects each row with rule and remedy, `commit` hands one atomic batch to the
store. The command line and the page use exactly these four.
"""

from data.intake.check import check
from data.intake.commit import commit
from data.intake.model import Checked, Given, IntakeError, Notice, Plan, Question, RawTable
from data.intake.read import read
from data.intake.recognise import recognise

__all__ = [
    "Checked",
    "Given",
    "IntakeError",
    "Notice",
    "Plan",
    "Question",
    "RawTable",
    "check",
    "commit",
    "read",
    "recognise",
]
