"""Questions with known answers in, a report out.

Reading order: `questions` are read, each gives an `outcome`, outcomes give `measures` with intervals,
and those a `report`. The system is three callables: an assistant in this process, or a running server
(`over_http`).
"""

from nhipcau.evaluation.measures import Measure
from nhipcau.evaluation.outcome import Ask, Search, TextOf
from nhipcau.evaluation.over_http import ask_over_http
from nhipcau.evaluation.questions import EvaluationQuestion, read_questions
from nhipcau.evaluation.report import Failure, Report, evaluate, report_json, report_lines

__all__ = [
    "Ask",
    "EvaluationQuestion",
    "Failure",
    "Measure",
    "Report",
    "Search",
    "TextOf",
    "ask_over_http",
    "evaluate",
    "read_questions",
    "report_json",
    "report_lines",
]
