"""Pantau's survey on a digital system to take away: a form to print, a layout for Google Forms, a sheet to key paper in.

All three are made of `metrics.resistance.terms`; answers come back through the import (`data.intake`), which knows the
headers of each without a question.
"""

from data.survey_form.cli import add_command
from data.survey_form.content import Form, Question, form_of
from data.survey_form.google import apps_script
from data.survey_form.printed import printed
from data.survey_form.sheet import sheet

__all__ = ["Form", "Question", "add_command", "apps_script", "form_of", "printed", "sheet"]
