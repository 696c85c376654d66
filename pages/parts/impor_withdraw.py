"""Takes a batch out of the store again, after a second word; and says when a file is there with another reading."""

from __future__ import annotations

import streamlit as st

from data.intake.known import Earlier, Known, columns_in_words
from data.intake.model import Checked
from data.resting import Resting, resting_on
from data.store import StoreError, store
from metrics.periods import parse_code
from pages.parts import access, words
from pages.parts.words import _, escaped, ngettext

_DONE = "impor_withdrawn"


def offer(batch: str, file: str, rows: int) -> None:
    """The button with its confirmation; for readers who may see everything, for a batch may be of any office."""
    if access.scope().kind != "all" or not rows:
        return
    with st.popover(_("Withdraw this batch"), icon=":material/undo:"):
        st.markdown(
            ngettext(
                "{n} row of {file} leaves the store, with its rejected rows. The file can be loaded again afterwards.",
                "{n} rows of {file} leave the store, with their rejected rows. The file can be loaded again afterwards.",
                rows,
            ).format(n=words.number(rows), file=escaped(file))
        )
        for left in resting_on(store(), batch):
            st.warning(_left(left), icon=":material/person_off:")
        st.button(
            _("Yes, withdraw"), key=f"impor_withdraw_{batch}", type="primary", on_click=_withdraw, args=(batch, file)
        )


def _left(left: Resting) -> str:
    """What a city's other loads lose with this one, and what to do."""
    rows = ngettext("{n} row", "{n} rows", left.rows).format(n=words.number(left.rows))
    loads = ngettext("{n} other load", "{n} other loads", left.loads).format(n=words.number(left.loads))
    return _(
        "{city}: {rows} from {loads} (trainings, assessments, reviews, sanctions) will then belong to nobody, for only this register names their people. They stay stored, and count again in full once a register of {city} is loaded: load the right one soon after."
    ).format(city=access.name("city", left.city), rows=rows, loads=loads)


def _withdraw(batch: str, file: str) -> None:
    try:
        st.session_state[_DONE] = (file, store().withdraw_batch(batch), None)
    except StoreError as error:
        st.session_state[_DONE] = (file, 0, error.words)


def said() -> None:
    """What the last withdrawal did, once."""
    done = st.session_state.pop(_DONE, None)
    if done is None:
        return
    file, rows, trouble = done
    if trouble is not None:
        st.error(words.pick(trouble), icon=":material/error:")
        return
    text = ngettext("{n} row of {file} was withdrawn.", "{n} rows of {file} were withdrawn.", rows)
    st.success(text.format(n=words.number(rows), file=escaped(file)), icon=":material/undo:")


def other_reading(checked: Checked, known: Known) -> None:
    """Rows of this file are stored with other values: saving would keep those, so the earlier batch has to go first."""
    rows = sum(each.rows for each in known.otherwise)
    st.error(
        ngettext(
            "This file is in the store with another reading: {n} row is stored with other values in {columns}. Saving again would not change them. Withdraw the earlier batch first; then this file can be saved as it is read now.",
            "This file is in the store with another reading: {n} rows are stored with other values in {columns}. Saving again would not change them. Withdraw the earlier batch first; then this file can be saved as it is read now.",
            rows,
        ).format(n=words.number(rows), columns=words.pick(columns_in_words(checked.plan.table, known.otherwise))),
        icon=":material/compare_arrows:",
    )
    _batches(known.otherwise)


def other_place(known: Known) -> None:
    """The same file is in the store for another unit or period."""
    listed = words.listing((_where(each) for each in known.elsewhere), most=3)
    st.warning(
        _(
            "The same file is loaded already for {places}. If that was a mistake, withdraw it first; otherwise the same people are counted twice."
        ).format(places=listed),
        icon=":material/content_copy:",
    )
    _batches(known.elsewhere)


def _where(earlier: Earlier) -> str:
    unit = access.name("unit", earlier.unit) if earlier.unit else ""
    city = access.name("city", earlier.city) if earlier.city else ""
    period = words.period(*parse_code(earlier.period)) if earlier.period else ""
    return " ".join(part for part in (unit, city, period) if part)


def _batches(batches: tuple[Earlier, ...]) -> None:
    """The batches in question, with the way to withdraw each."""
    for each in batches:
        offer(each.batch, each.file, each.rows)
        st.caption(f"{escaped(each.file)} · {_('Batch {id}').format(id=each.batch)}")
