"""Any indicator on a page: from a name in `metrics.registry` to headline, cards, trend, breakdown, files.

    from pages.parts import address, cards, footer
    from pages.parts.indicator import breakdown, figures, say, trend
    from pages.parts.indicator.history import history

    chosen = address.selection()
    found = history("ip_asn", chosen)               # None: the store holds nothing of it yet
    st.title(say.headline(found))                   # the finding: value, change, whether that is certain
    st.markdown(say.sentence(found))                # value, interval, people, cautions
    cards.show(figures.of([found]))                 # one per city, or one; of several histories one each
    trend.show(found, page="kinerja")               # chart, legend, table with download
    breakdown.show(found, found.whole, page="kinerja", title=_("Where it is low"))
    footer.show(found.metric.name, *found.rests_on)

`history` has the numbers: `places` (one per city, or one) with their rows by period, `whole`, `changes` with their
tests, `marks` of what happened. Nothing in it may be written to: readers of the same filter share it.
Words come from the declaration: label, unit, decimals, direction (colours and verdicts), population (staff or
respondents, and the smallest group shown).

Indicators with items (one value per element) have no history of one value; see `pages.parts.kepuasan_detail`.
"""
