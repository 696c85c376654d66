"""The survey as a program text for Google Apps Script that builds the Google Form; Google Forms itself imports no layout."""

from __future__ import annotations

import json

from data.survey_form.content import Form
from metrics.resistance.terms import HIGHEST, LOWEST
from metrics.words import Words

_STEPS = Words(
    "Cara memakai: buka https://script.new, ganti seluruh isinya dengan teks ini, simpan, lalu tekan Jalankan dan izinkan. "
    "Alamat formulir tampil di Log eksekusi. Sesudah diisi: Respons > Spreadsheet > unduh sebagai csv atau xlsx, lalu muat "
    "di halaman Impor data. Judul pertanyaan jangan diubah.",
    "How to use: open https://script.new, replace all of its content by this text, save, press Run and allow it. The "
    "addresses of the form appear in the execution log. When it is filled in: Responses > Spreadsheet > download as csv or "
    "xlsx, then load it on the page Import data. Do not change the titles of the questions.",
)
_EDIT = Words("Alamat untuk menyunting", "Address to edit it")
_FILL = Words("Alamat untuk mengisi", "Address to fill it in")
_SCRIPT = """// %(steps)s
function pantau() {
  const survey = %(survey)s;
  const form = FormApp.create(survey.title);
  form.setTitle(survey.title).setDescription(survey.introduction).setCollectEmail(false).setProgressBar(true);
  form.addSectionHeaderItem().setTitle(survey.about);
  survey.choices.forEach(function (choice) {
    form.addListItem().setTitle(choice.title).setChoiceValues(choice.options).setRequired(true);
  });
  survey.parts.forEach(function (part) {
    form.addPageBreakItem().setTitle(part.title);
    part.statements.forEach(function (statement) {
      form.addScaleItem().setTitle(statement).setBounds(%(lowest)d, %(highest)d)
        .setLabels(survey.answers[0], survey.answers[survey.answers.length - 1]).setRequired(false);
    });
  });
  Logger.log(%(edit)s + ': ' + form.getEditUrl());
  Logger.log(%(fill)s + ': ' + form.getPublishedUrl());
}
"""


def apps_script(form: Form) -> str:
    """The text of the program. Nobody has to answer every statement: what is left out is no answer."""
    survey = {
        "title": form.title,
        "introduction": form.introduction,
        "about": form.about,
        "choices": [{"title": choice.title, "options": choice.options} for choice in form.choices],
        "parts": [{"title": title, "statements": statements} for title, statements in form.parts],
        "answers": form.answers,
    }
    return _SCRIPT % {
        "steps": _STEPS[form.language],
        "survey": json.dumps(survey, ensure_ascii=False, indent=2).replace("\n", "\n  "),
        "lowest": LOWEST,
        "highest": HIGHEST,
        "edit": json.dumps(_EDIT[form.language], ensure_ascii=False),
        "fill": json.dumps(_FILL[form.language], ensure_ascii=False),
    }
