"""Writes the wrong accords: each is ``base.yaml`` (or its zones) with one passage changed, and one fault.

In the new passage ``«`` marks where the fault is to be told; ``expected.yaml`` is made of these marks,
not of what the program says. Run it after changing the base; a test holds that it was run.
"""

# ruff: noqa: E501 (a passage stands on its line, as in the file)
from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).parent
FAULT, DOUBT = 2, 1


class Wrong(NamedTuple):
    """One wrong accord: its name, the code it earns, what is replaced by what.

    ``at`` holds the mark where the new passage cannot: the fault is of the entry, not of a value in it."""

    name: str
    code: str
    old: str
    new: str
    at: str = ""


FAULTS = [
    # --- keys and YAML ---
    Wrong("key-misspelt", "accord.unknown_key", "    obligors: [cc]\n    beneficiaries: [aa, bb]\n    object: soldiers", "    «obligers: [cc]\n    beneficiaries: [aa, bb]\n    object: soldiers"),
    Wrong("key-unheard-of", "accord.unknown_key_far", "limits: [", "«weather: fine\nlimits: ["),
    Wrong("key-of-another-place", "accord.unknown_key_far", "depends: [{relation: after, on: send-force}]", "depends: [{relation: after, on: send-force, «radius_km: 1}]"),
    Wrong("key-twice", "accord.duplicate_key", "default_reading:", "«zone: UTC\ndefault_reading:"),
    Wrong("key-twice-inside", "accord.duplicate_key", "    every: P14D\n", "    every: P14D\n    «kind: report\n"),
    Wrong("key-missing", "accord.missing_key", "title: Truce of the Valley, 1 March 2031\n", "", "«format: 1"),
    Wrong("key-missing-inside", "accord.missing_key", "  - id: leave-mill\n    title: Leave the mill\n", "  - «id: leave-mill\n"),
    Wrong("key-that-is-a-list", "accord.bad_key", "limits: [", "? «[a, b]\n: c\nlimits: ["),
    Wrong("comma-in-braces", "accord.comma_in_text", "title: The thaw as the text sets it,", "title: The thaw, «as the text sets it,"),
    Wrong("colon-in-text", "accord.second_colon", "    summary: Both sides stop firing and", "    summary: Both sides«: stop firing and"),
    Wrong("comma-in-number", "accord.comma_in_text", "value: 300, bound", "value: 1,«200, bound"),
    Wrong("colon-in-braces", "accord.second_colon", "title: The thaw as the text sets it,", "title: The thaw«: as the text sets it,"),
    Wrong("quote-open", "accord.quote_open", "    title: Leave the mill\n", "    title: «'Leave the mill\n"),
    Wrong("percent-in-front", "accord.bad_start", "object: all prisoners", "object: «%100 of the prisoners"),
    Wrong("more-than-in-front", "accord.bad_start", "object: all prisoners", "object: «>100 prisoners"),
    Wrong("indented-too-far", "accord.not_yaml", "    kind: exchange\n", "      «kind: exchange\n"),
    Wrong("anchor", "accord.alias", "languages: [en, de]\nsources", "languages: «&all [en, de]\nsources"),
    Wrong("tag", "accord.typed_tag", "zone: Europe/Vienna\n", "zone: «!!str Europe/Vienna\n"),
    Wrong("bracket-open", "accord.not_yaml", "limits: [Nobody has counted those who fled.]\n", "limits: [Nobody has counted those who fled.\n«"),
    Wrong("tab", "accord.tab", "    title: Leave the mill\n", "«\ttitle: Leave the mill\n"),
    Wrong("tab-after-a-text", "accord.tab", "    clause: '4'\n    kind: exchange\n", "    clause: '4'\n«\tkind: exchange\n"),
    Wrong("second-document", "accord.not_yaml", "limits: [Nobody has counted those who fled.]\n", "limits: [Nobody has counted those who fled.]\n«---\nid: another\n"),
    Wrong("zones-inside", "accord.zones_beside", "limits: [", "«zones: []\nlimits: ["),
    Wrong("format-of-tomorrow", "accord.other_format", "format: 1\n", "format: «2\n"),
    # --- types ---
    Wrong("number-for-text", "accord.wrong_type", "  - id: '2'\n", "  - id: «2\n"),
    Wrong("text-for-number", "accord.wrong_type", "value: 300", "value: «'300'"),
    Wrong("words-for-number", "accord.wrong_type", "km: 10,", "km: «ten,"),
    Wrong("yes-for-true", "accord.wrong_type", "person: true", "person: «yes"),
    Wrong("one-for-a-list", "accord.wrong_type", "    obligors: [bb]\n", "    obligors: «bb\n"),
    Wrong("text-for-a-mapping", "accord.wrong_type", "    window: {preposition: by, event: thaw}\n", "    window: «by the thaw\n"),
    Wrong("null-for-text", "accord.wrong_type", "    object: the garrison of the mill\n", "    object: «null\n"),
    Wrong("text-hidden", "accord.control_character", "    title: Leave the mill\n", "    title: «\"Leave the \\x1B[31mmill\"\n"),
    # --- days, hours, zones, durations ---
    Wrong("day-in-words", "accord.wrong_type", "known_on: 2031-03-18", "known_on: «18 March 2031"),
    Wrong("day-as-number", "accord.wrong_type", "signed_on: 2031-03-01\nzone", "signed_on: «20310301\nzone"),
    Wrong("day-that-is-none", "accord.impossible_date", "due: 2031-06-30", "due: «2031-06-31"),
    Wrong("hour-that-is-none", "accord.impossible_date", "starts_at: 2031-03-02T00:00", "starts_at: «2031-03-02T24:30"),
    Wrong("hour-24", "accord.hour_24", "starts_at: 2031-03-02T00:00", "starts_at: «2031-03-02T24:00"),
    Wrong("day-before-counting", "accord.day_too_far", "due: 2031-06-30", "due: «0001-01-01"),
    Wrong("day-after-counting", "accord.day_too_far", "until_on: 2031-08-14", "until_on: «9999-12-31"),
    Wrong("hour-after-counting", "accord.day_too_far", "starts_at: 2031-03-02T00:00", "starts_at: «3031-03-02T00:00"),
    Wrong("office-since-long-ago", "accord.day_too_far", "since: 2030-01-01", "since: «1030-01-01"),
    Wrong("office-until-some-day", "accord.wrong_type", "until: 2034-12-31", "until: «spring 2034"),
    Wrong("hour-as-number", "accord.wrong_type", "starts_at: 2031-03-02T00:00", "starts_at: «'1930176000'"),
    Wrong("hour-with-offset", "accord.not_local", "starts_at: 2031-03-02T00:00", "starts_at: «2031-03-02T00:00+01:00"),
    Wrong("time-zone", "accord.unknown_time_zone", "zone: Europe/Vienna\ndefault", "zone: «Europe/Wien\ndefault"),
    Wrong("time-zone-as-offset", "accord.unknown_time_zone", "zone: Europe/Vienna\ndefault", "zone: «GMT+2\ndefault"),
    Wrong("time-zone-of-a-window", "accord.unknown_time_zone", "T00:00, zone: Europe/Vienna}", "T00:00, zone: «CET+1}"),
    Wrong("time-zone-of-the-machine", "accord.time_zone_of_no_place", "zone: Europe/Vienna\ndefault", "zone: «localtime\ndefault"),
    Wrong("time-zone-of-a-factory", "accord.time_zone_of_no_place", "T00:00, zone: Europe/Vienna}", "T00:00, zone: «Factory}"),
    Wrong("term-of-a-thousand-years", "accord.long_duration", "{starts_on: 2031-03-02, duration: P1Y,", "{starts_on: 2031-03-02, duration: «P1000Y,"),
    Wrong("closed-for-centuries", "accord.long_duration", "interruption: P2D", "interruption: «P999999D"),
    Wrong("term-of-nothing-written", "accord.bad_duration", "{starts_on: 2031-03-02, duration: P1Y,", "{starts_on: 2031-03-02, duration: «'',"),
    Wrong("renewal-of-nothing-written", "accord.bad_duration", "renewal: P6M", "renewal: «''"),
    Wrong("duration-in-words", "accord.bad_duration", "notice: P1M", "notice: «one month"),
    Wrong("duration-of-hours", "accord.duration_of_hours", "every: P14D", "every: «PT336H"),
    Wrong("duration-of-minutes", "accord.duration_of_minutes", "interruption: P2D", "interruption: «PT30M"),
    Wrong("ahead-or-after", "accord.before_or_after", "{preposition: within, event: ford-given, duration: P5D}", "«{preposition: before, event: ford-given, duration: P5D}"),
    Wrong("ahead-of-no-event", "accord.ahead_of_nothing", "{preposition: by, due: 2031-03-10}", "{preposition: by, due: 2031-03-10, ahead: «P5D}"),
    Wrong("ahead-and-after", "accord.ahead_of_nothing", "event: fair, ahead: P10D}", "event: fair, duration: P1D, ahead: «P10D}"),
    Wrong("within-ahead", "accord.ahead_of_nothing", "{preposition: by, event: fair, ahead: P10D}", "{preposition: within, event: fair, ahead: «P10D}"),
    Wrong("ahead-in-words", "accord.bad_duration", "ahead: P10D", "ahead: «ten days"),
    Wrong("hour-of-another-day", "accord.hour_of_another_day", "{preposition: by, due_at: 2031-06-01T18:00}", "{preposition: by, due: 2031-06-02, due_at: «2031-06-01T18:00}"),
    Wrong("hour-due-with-offset", "accord.not_local", "due_at: 2031-06-01T18:00", "due_at: «2031-06-01T18:00Z"),
    Wrong("event-at-an-offset", "accord.not_local", "at: 2031-05-10T09:00", "at: «2031-05-10T09:00+02:00"),
    Wrong("renews-somehow", "accord.unknown_word", "renews: by_agreement", "renews: «perhaps"),
    # --- words ---
    Wrong("kind-nobody-wrote", "accord.unknown_kind", "kind: refrain", "kind: «abstain"),
    Wrong("preposition", "accord.unknown_word", "begin: {preposition: by,", "begin: {preposition: «at,"),
    Wrong("role", "accord.unknown_word", "role: guarantor", "role: «guarantee"),
    Wrong("comparator", "accord.unknown_word", "comparator: '>='", "comparator: «'=>'"),
    Wrong("form", "accord.unknown_word", "form: oral", "form: «spoken"),
    # --- references ---
    Wrong("no-such-clause", "accord.unknown_clause", "    clause: '2'\n    kind: withdraw", "    clause: «'5'\n    kind: withdraw"),
    Wrong("no-such-instrument", "accord.unknown_instrument", "    reference: Point 4\n    instrument: truce", "    reference: Point 4\n    instrument: «treaty"),
    Wrong("no-such-party", "accord.unknown_party", "    obligors: [bb]\n", "    obligors: [«dd]\n"),
    Wrong("curly-quotes", "accord.unknown_party", "    obligors: [bb]\n", "    obligors: [«“bb”]\n"),
    Wrong("no-such-party-in-names", "accord.unknown_party", "names: {aa: Tal, bb: Valley}", "names: {aa: Tal, bb: Valley, «dd: Dale}"),
    Wrong("no-such-language", "accord.unknown_party", "id: bb-text, whose: bb", "id: bb-text, whose: «fr"),
    Wrong("no-such-obligation", "accord.unknown_obligation", "on: send-force}", "on: «send-forces}"),
    Wrong("no-such-obligation-amended", "accord.unknown_obligation", "obligations: [hand-over-ford]", "obligations: [«hand-over-fort]"),
    Wrong("no-such-event", "accord.unknown_event", "{preposition: from, event: force-there}", "{preposition: from, event: «force-here}"),
    Wrong("no-such-place", "accord.unknown_place", "    area: [bridge]\n", "    area: [«brigde]\n"),
    Wrong("no-such-act", "accord.unknown_act", "    acts: [report.given]\n", "    acts: [«report.told]\n"),
    Wrong("no-such-unit", "accord.unknown_unit", "unit: displaced", "unit: «runaways"),
    Wrong("soldiers", "accord.unknown_unit", "unit: serviceman}", "unit: «soldiers}"),
    Wrong("no-such-weapon", "accord.unknown_weapon", "classes: [artillery, tank]", "classes: [artillery, «catapult]"),
    Wrong("no-such-verifier", "accord.unknown_verifier", "by: [cc, aa/mod]", "by: [cc, «aa/modd]"),
    Wrong("no-such-speaker", "accord.unknown_speaker", "speakers: [aa/mod]", "speakers: [«aa/modd]"),
    Wrong("no-such-body", "accord.unknown_body", "    body: valley-centre\n", "    body: «valley-center\n"),
    Wrong("no-such-reading", "accord.unknown_reading", "default_reading: aa-text", "default_reading: «aa-test"),
    Wrong("id-twice", "accord.duplicate_id", "  - id: leave-mill\n", "  - id: «hand-over-ford\n"),
    Wrong("id-empty", "accord.empty_id", "{id: pass-freely,", "{id: «'',"),
    Wrong("id-with-a-space", "accord.bad_id", "  - id: ford-later\n", "  - id: «ford later\n"),
    Wrong("id-with-a-colon", "accord.bad_id", "{id: pass-freely,", "{id: «'pass:freely',"),
    Wrong("id-with-a-control-character", "accord.bad_id", "{id: pass-freely,", "{id: «\"pass\\x1Bfreely\","),
    Wrong("id-in-other-letters", "accord.bad_id", "id: bb-text, whose: bb", "id: «вв-text, whose: bb"),
    Wrong("id-ends-in-a-hyphen", "accord.bad_id", "id: blasting,", "id: «blasting-,"),
    Wrong("id-of-the-accord", "accord.bad_id", "id: valley-truce\n", "id: «valley/truce\n"),
    Wrong("id-of-an-office", "accord.bad_id", "actor_id: bb/president,", "actor_id: «bb//president,"),
    Wrong("id-of-great-length", "accord.long_id", "{id: toll,", "{id: «" + "toll-" * 20 + "end,"),
    Wrong("id-of-the-original", "accord.reserved_id", "  - id: bridge-repair\n", "  - id: «original\n"),
    Wrong("id-of-a-day", "accord.reserved_id", "  - id: bridge-repair\n", "  - id: «'2031-07-20'\n"),
    Wrong("actor-of-two-parties", "accord.actor_of_two_parties", "name: Lowland, role: party, actors: [bb]", "name: Lowland, role: party, actors: [bb, «aa]"),
    Wrong("place-within-itself", "accord.place_within_itself", "kind: district, within: [valley]", "kind: district, within: «[ford]"),
    # --- numbers, quantities, events ---
    Wrong("latitude", "accord.out_of_range", "latitude: 46.22", "latitude: «462.2"),
    Wrong("calibre", "accord.out_of_range", "mm: 100", "mm: «100000"),
    Wrong("quantity-below-nothing", "accord.out_of_range", "value: 200", "value: «-200"),
    Wrong("present-for-no-day", "accord.out_of_range", "present_days: 3", "present_days: «0"),
    Wrong("bound-and-comparator", "accord.comparator_contradicts", "bound: ceiling, unit", "bound: ceiling, comparator: «'>=', unit"),
    Wrong("event-told-twice", "accord.event_told_how", "on: 2031-04-01}", "on: 2031-04-01, obligation: send-force}", "  - «{id: thaw"),
    Wrong("event-not-told", "accord.event_told_how", ", obligation: hand-over-ford}\n  - {id: force", "}\n  - {id: force", "  - «{id: ford-given"),
]  # fmt: skip

_SUSPENSION = """\
    kind: suspension
    form: written
    obligations: [keep-bridge-open]
    from_on: 2031-08-01
    until_on: 2031-08-14
    known_on: 2031-07-20
    asked_by: bb
    consented_by: aa
"""


def _instead(name: str, code: str, kind: str, obligation: str, *more: str) -> Wrong:
    """Another amendment where the base suspends what keeps the bridge open."""
    fields = (f"kind: {kind}", "form: written", f"obligations: [{obligation}]", *more)
    return Wrong(name, code, _SUSPENSION, "".join(f"    {one}\n" for one in fields), "  - «id: bridge-repair")


DOUBTS = [
    # --- the frame ---
    Wrong("party-owes-nothing", "party_unbound", "\ndelegations:", "\n  - «{id: dd, name: Hillland, role: party, actors: []}\n\ndelegations:"),
    Wrong("party-nobody-can-quote", "actor_unnamed", "  - {actor_id: aa, name: Upland, names: {aa: Oberland, bb: Upland}}\n", "", "role: party, actors: [«aa]"),
    Wrong("instrument-of-nothing", "instrument_unused", "\nparties:", "\n  - «{id: annex, title: Annex, signed_on: 2031-03-05}\n\nparties:"),
    Wrong("in-force-too-early", "in_force_before_signed", "in_force_on: 2031-03-02", "in_force_on: «2031-02-01"),
    Wrong("signed-another-day", "nothing_signed_that_day", "signed_on: 2031-03-01\nzone", "signed_on: «2031-02-28\nzone"),
    Wrong("term-undefined", "undefined_term", "uses: [heavy]", "uses: [heavy, «arms]"),
    Wrong("definition-unused", "definition_unused", "\nclauses:", "\n  - «{id: night, term: night, meaning: From dusk to dawn.}\n\nclauses:"),
    Wrong("clause-of-nothing", "clause_unused", "\nevents:", "\n  - «{id: '5', reference: Point 5, instrument: truce, summary: Friendship.}\n\nevents:"),
    Wrong("clause-unverified", "unverified", "    summary: All prisoners are exchanged, the bridge stays open, and whoever fled may return.\n    verification: {text: The text names nobody.}\n", "    summary: All prisoners are exchanged, the bridge stays open, and whoever fled may return.\n", "  - «id: '4'\n    reference"),
    Wrong("text-in-no-language", "text_in_no_language", "texts: {en: Page 1, de: Seite 1}", "texts: {en: Page 1, fr: «Page 1}"),
    Wrong("entitlement-of-nobody", "entitlement_of_nobody", "  - {id: pass-freely, clause: '4', kind: entitlement, title: Free passage, text: Farmers of both sides may cross., holders: [aa, bb]}", "  - «{id: pass-freely, clause: '4', kind: entitlement, title: Free passage, text: Farmers of both sides may cross.}"),
    # --- what a kind needs ---
    Wrong("nobody-owes", "no_obligor", "    obligors: [bb]\n", "    obligors: «[]\n"),
    Wrong("owed-to-oneself", "owed_to_itself", "    obligors: [bb]\n    beneficiaries: [aa]\n", "    obligors: [bb]\n    beneficiaries: «[bb]\n"),
    Wrong("handover-without-day", "no_day", "    window: {preposition: by, due: 2031-03-20, inclusive: true}\n", "", "  - «id: hand-over-ford\n"),
    Wrong("handover-without-area", "no_area", "    area: [ford]\n", "", "  - «id: hand-over-ford\n"),
    Wrong("withdrawal-from-nowhere", "withdraws_nowhere", "    area: [mill]\n", "", "  - «id: leave-mill\n"),
    Wrong("body-unnamed", "no_body", "    body: valley-centre\n", "", "  - «id: set-up-centre\n"),
    Wrong("renewal-of-no-term", "no_term", "    term: {starts_on: 2031-04-01, duration: P1Y, renewal: P6M, notice: P1M, rule: Goes on unless a side objects.}\n", "", "  - «id: renew-mandate\n"),
    Wrong("interruption-of-a-withdrawal", "interruption_elsewhere", "    object: the garrison of the mill\n", "    object: the garrison of the mill\n    interruption: «P2D\n"),
    Wrong("categories-of-a-withdrawal", "categories_elsewhere", "    object: the garrison of the mill\n", "    object: the garrison of the mill\n    leaves_out: «[cooks]\n"),
    Wrong("categories-twice", "categories_twice", "    object: all prisoners\n", "    object: all prisoners\n    leaves_out: «[civilians]\n    counts_only: [soldiers]\n"),
    Wrong("every-deployment", "every_elsewhere", "    object: soldiers with small arms\n", "    object: soldiers with small arms\n    every: «P1M\n"),
    Wrong("reading-says-the-same", "reading_says_the_same", "{id: aa-text, whose: aa, text: The day itself is in time., source: Page 2}", "{id: aa-text, whose: aa, text: The day itself is in time., source: Page 2}\n      - «{id: de-text, whose: de, text: The day itself is in time}"),
    # --- quantities and distances ---
    Wrong("quantity-of-firing", "quantity_unasked", "    object: all fire\n", "    object: all fire\n    quantity: «{value: 3, unit: shot}\n"),
    Wrong("ceiling-of-a-refrain", "quantity_unasked", "    acts: [weapons.present]\n", "    acts: [weapons.present]\n    quantity: «{value: 3000, bound: ceiling, unit: serviceman}\n"),
    Wrong("shots-of-a-force", "unit_unusual", "unit: serviceman}", "unit: «shot}"),
    Wrong("share-of-an-army", "unit_unusual", "unit: serviceman}", "unit: «percent}"),
    Wrong("reports-at-no-time", "period_of_nothing", "every: P14D", "every: «P0D"),
    Wrong("return-in-no-time", "period_of_nothing", "per: P1M", "per: «P0M"),
    Wrong("refrains-from-nothing-named", "refrains_from_nothing_named", "    acts: [weapons.present]\n    weapons: {classes: [artillery, tank], calibre: {comparator: '>=', mm: 100}}\n    distance: {km: 10, baselines: {aa: river, bb: river}}\n", "    weapons: {classes: [artillery, tank], calibre: {comparator: '>=', mm: 100}}\n", "  - «id: no-heavy-weapons"),
    Wrong("return-of-vehicles", "unit_unusual", "unit: displaced", "unit: «vehicle"),
    Wrong("share-of-a-stranger", "share_of_no_obligor", "bb: {value: 15, unit: prisoner}", "bb: {value: 14, unit: prisoner}, cc: «{value: 1, unit: prisoner}"),
    Wrong("shares-of-others", "shares_in_other_units", "shares: {aa: {value: 25, unit: prisoner}", "shares: «{aa: {value: 25, unit: body}"),
    Wrong("shares-too-many", "shares_do_not_add_up", "shares: {aa: {value: 25, unit", "shares: «{aa: {value: 26, unit"),
    Wrong("distance-of-a-force", "distance_elsewhere", "    object: soldiers with small arms\n", "    object: soldiers with small arms\n    distance: «{km: 1, baselines: {cc: river}}\n"),
    Wrong("distance-of-no-weapons", "distance_of_nothing", "    weapons: {classes: [artillery, tank], calibre: {comparator: '>=', mm: 100}}\n    distance: {", "    distance: «{"),
    Wrong("line-for-one-side-only", "no_baseline", "baselines: {aa: river, bb: river}", "baselines: «{aa: river}"),
    Wrong("line-not-drawn", "baseline_not_drawn", "bb: river}}", "bb: «mill}}"),
    # --- windows and terms ---
    Wrong("window-of-nothing", "empty_window", "window: {preposition: until, due: 2032-03-01, inclusive: true}", "window: «{preposition: until}"),
    Wrong("counted-from-nothing", "counted_from_nothing", "{preposition: from, event: signature, duration: P14D}", "«{preposition: from, duration: P14D}"),
    Wrong("printed-and-counted", "printed_and_counted", "{preposition: by, event: thaw}", "{preposition: by, due: 2031-04-01, event: «thaw}"),
    Wrong("from-no-day", "from_without_start", "{preposition: until, due: 2032-03-01, inclusive: true}", "«{preposition: from, due: 2032-03-01}"),
    Wrong("by-no-day", "no_last_day", "{preposition: from, starts_at: 2031-03-02T00:00, zone: Europe/Vienna}", "«{preposition: by, starts_at: 2031-03-02T00:00, zone: Europe/Vienna}"),
    Wrong("before-or-not", "ambiguous_before", "{preposition: before, due: 2031-03-20, inclusive: false}", "«{preposition: before, due: 2031-03-20}"),
    Wrong("until-or-not", "ambiguous_until", "{preposition: until, due: 2032-03-01, inclusive: true}", "«{preposition: until, due: 2032-03-01}"),
    Wrong("by-but-too-late", "unusual_day", "{preposition: by, due: 2031-03-20, inclusive: true}", "{preposition: by, due: 2031-03-20, inclusive: «false}"),
    Wrong("window-ends-before-it-starts", "starts_after_due", "{preposition: until, due: 2032-03-01, inclusive: true}", "«{preposition: until, due: 2032-03-01, inclusive: true, starts_at: 2032-04-01T00:00}"),
    Wrong("due-before-signature", "due_before_signature", "{preposition: until, due: 2032-03-01, inclusive: true}", "«{preposition: until, due: 2030-03-01, inclusive: true}"),
    Wrong("over-before-in-force", "over_before_in_force", "{preposition: until, due: 2032-03-01, inclusive: true}", "«{preposition: until, due: 2031-03-01, inclusive: true}"),
    Wrong("begins-after-due", "begins_after_due", "begin: {preposition: by, due: 2031-03-10}", "begin: «{preposition: by, due: 2031-03-25}"),
    Wrong("notice-of-no-renewal", "notice_of_nothing", "duration: P1Y, renewal: P6M, notice: P1M", "duration: P1Y, notice: «P1M"),
    Wrong("renewal-for-no-time", "renewal_of_nothing", "renewal: P6M", "renewal: «P0D"),
    Wrong("notice-before-the-term", "notice_before_start", "notice: P1M", "notice: «P2Y"),
    Wrong("term-of-no-time", "term_of_nothing", "{starts_on: 2031-03-02, duration: P1Y,", "{starts_on: 2031-03-02, duration: «P0D,"),
    # --- what is allowed ---
    Wrong("everything-is-allowed", "exempts_everything", "  - {id: hunting, text: Hunting goes on., clause: '1', acts: [hostile.shooting], weapons: {classes: [small-arms]}}", "  - «{id: hunting, text: Hunting goes on., clause: '1'}"),
    Wrong("all-force-is-allowed", "exempts_a_whole_duty", "acts: [hostile.shooting], weapons: {classes: [small-arms]}}", "acts: [hostile]}", "  - «{id: hunting"),
    Wrong("exception-of-all-weapons", "exempts_a_whole_duty", "    uses: [heavy]\n", "    uses: [heavy]\n    exceptions: [«{id: training, text: Both sides may train., acts: [weapons], actors: [aa, bb]}]\n"),
    Wrong("exception-long-over", "exemption_over", "window: {preposition: until, due: 2031-06-30, inclusive: true}", "window: «{preposition: until, due: 2030-06-30, inclusive: true}"),
    Wrong("exception-for-strangers", "excepts_no_obligor", "actors: [aa], area", "actors: «[cc], area"),
    Wrong("exception-of-other-acts", "excepts_other_acts", "    present_days: 3\n", "    present_days: 3\n    acts: [hostile.shelling]\n", "acts: «[hostile.mine]"),
    Wrong("exception-elsewhere", "excepts_elsewhere", "area: [mill], window", "area: «[country-at], window"),
    # --- what can never fall due ---
    Wrong("after-itself", "depends_on_itself", "depends: [{relation: after, on: send-force}]", "depends: [«{relation: after, on: set-up-centre}]"),
    Wrong("after-each-other", "circle_of_dependencies", "    object: soldiers with small arms\n", "    object: soldiers with small arms\n    depends: [«{relation: after, on: set-up-centre}]\n"),
    Wrong("each-others-event", "circle_of_events", "    begin: {preposition: by, due: 2031-03-10}\n", "    begin: {preposition: by, due: 2031-03-10}\n    depends: [«{relation: after, on: leave-mill}]\n"),
    Wrong("event-nobody-counts-from", "event_unused", "\nobligations:", "\n  - «{id: harvest, title: The harvest, on: 2031-09-01}\n\nobligations:"),
    Wrong("event-called-signature", "signature_is_known", "\nobligations:", "\n  - {id: «signature, title: The signing, on: 2031-03-01}\n\nobligations:"),
    Wrong("event-that-never-comes", "event_never_happens", "obligation: hand-over-ford}\n  - {id: force", "obligation: «ceasefire}\n  - {id: force"),
    Wrong("event-given-up", "event_of_what_was_ended", "    kind: extension\n    form: oral\n    obligations: [hand-over-ford]\n    window: {preposition: by, due: 2031-03-30}\n", "    kind: waiver\n    form: oral\n    obligations: [hand-over-ford]\n", "title: Ford district is given back, obligation: «hand-over-ford"),
    # --- amendments ---
    Wrong("amends-nothing", "amends_nothing", "obligations: [keep-bridge-open]", "obligations: «[]"),
    Wrong("known-before-signature", "known_before_signature", "known_on: 2031-07-20", "known_on: «2031-02-20"),
    Wrong("oral-without-evidence", "never_borne_out", "    evidence: {act: extend.postpone, area: [ford], naming: 2031-03-30}\n", "", "  - «id: ford-later"),
    Wrong("evidence-of-another-day", "names_another_day", "naming: 2031-03-30", "naming: «2031-03-29"),
    Wrong("days-of-an-extension", "days_without_effect", "    asked_by: aa\n", "    asked_by: aa\n    until_on: «2031-03-21\n"),
    Wrong("suspension-ends-first", "ends_before_it_starts", "until_on: 2031-08-14", "until_on: «2031-07-31"),
    Wrong("suspended-since-ever", "stops_from_no_day", "    from_on: 2031-08-01\n", "", "  - «id: bridge-repair"),
    Wrong("extension-without-consent", "no_consent", "    consented_by: bb\n", "", "  - «id: ford-later"),
    Wrong("extension-with-a-strangers-consent", "consent_of_another", "consented_by: bb", "consented_by: «cc"),
    _instead("waiver-of-the-obligor", "waived_by_another", "waiver", "keep-bridge-open", "from_on: 2031-08-01", "until_on: 2031-08-14", "known_on: 2031-07-20", "asked_by: bb"),
    _instead("waiver-by-one-of-two", "waived_by_another", "waiver", "report-force", "known_on: 2031-07-20", "asked_by: bb"),
    Wrong("suspension-by-one-side", "one_sided", "    asked_by: bb\n    consented_by: aa\n", "    asked_by: bb\n", "  - «id: bridge-repair"),
    _instead("end-by-one-of-two-sides", "one_sided", "termination", "ceasefire", "from_on: 2031-08-01", "known_on: 2031-07-20", "asked_by: bb"),
    _instead("revision-by-nobody", "one_sided", "revision", "send-force", "quantity: {value: 50000, bound: ceiling, unit: serviceman}", "known_on: 2031-07-20"),
    _instead("challenged-by-nobody", "challenged_by_nobody", "challenge", "keep-bridge-open", "known_on: 2031-07-20"),
    _instead("extends-nothing", "extends_nothing", "extension", "keep-bridge-open", "known_on: 2031-07-20", "asked_by: bb", "consented_by: aa"),
    _instead("revises-nothing", "changes_nothing", "revision", "keep-bridge-open", "interruption: P2D", "known_on: 2031-07-20", "asked_by: bb", "consented_by: aa"),
    # --- places ---
    Wrong("name-missing", "name_missing", "names: {aa: Brücke, bb: Bridge}", "names: «{bb: Bridge}"),
    Wrong("point-far-from-its-outline", "point_outside_outline", "  - {place_id: ford, name: Ford, names: {aa: Furt, bb: Ford}, kind: district, within: [valley], latitude: 46.2, longitude: 9.1,", "  - «{place_id: ford, name: Ford, names: {aa: Furt, bb: Ford}, kind: district, within: [valley], latitude: 47.2, longitude: 9.1,"),
    Wrong("latitude-for-longitude", "far_from_parent", "kind: district, within: [valley], latitude: 46.2, longitude: 9.1,", "kind: district, within: [valley], latitude: 9.1, longitude: 46.2,", "  - «{place_id: ford"),
    Wrong("name-of-a-line-missing", "name_missing", "names: {aa: Fluss, bb: River}", "names: «{bb: River}"),
]  # fmt: skip

FEATURE = '{"type": "Feature",\n  "properties": {"id": "'
_VALLEY, _FORD, _RIVER = (f"{FEATURE}{name}" for name in ("valley", "ford-2031", "river"))


def _drawn(name: str, ring: str) -> str:
    """One more outline, a district's."""
    told = (
        '"kind": "district", "schematic": true, "drawn": "by hand", "source": "sketch", "precision_km": 0.1'
    )
    return f'{FEATURE}{name}", "name": "{name}", {told}}},\n  "geometry": {{"type": "Polygon", "coordinates": [{ring}]}}}}'


ZONE_FAULTS = [
    Wrong("zones-comma-missing", "accord.zones_not_json", '"id": "river", "name"', '"id": "river" «"name"'),
    Wrong("zones-no-number", "accord.zones_not_json", '"precision_km": 1}', '"precision_km": «NaN}'),
    Wrong("zones-no-collection", "accord.zones_not_features", '{"type": "FeatureCollection", "features": [', '«{"type": "FeatureCollection", "feature": ['),
    Wrong("zones-of-another-type", "accord.zones_not_features", '{"type": "FeatureCollection",', '{"type": «"Feature",'),
    Wrong("zones-without-type", "accord.zones_not_features", '{"type": "FeatureCollection", "features"', '«{"features"'),
    Wrong("zone-of-another-type", "accord.zone_not_feature", f'{_FORD}"', f'{_FORD}"'.replace('"Feature"', '«"Features"')),
    Wrong("zone-without-properties", "accord.missing_key", f'{_RIVER}"', f'«{_RIVER}"'.replace('"properties"', '"property"')),
    Wrong("zone-of-no-place", "accord.unknown_place", '"place_id": "ford"', '"place_id": «"fort"'),
    Wrong("zone-twice", "accord.duplicate_zone", '"id": "river", "name"', '"id": «"valley", "place_id": "river", "name"'),
    Wrong("zone-id-empty", "accord.empty_id", '"id": "ford-2031"', '"id": «""'),
    Wrong("zone-id-with-a-space", "accord.bad_id", '"id": "ford-2031"', '"id": «"ford 2031"'),
    Wrong("zone-key-twice", "accord.duplicate_key", '"id": "river",', '"id": "river", «"id": "river",'),
    Wrong("zone-link-unheard-of", "accord.unknown_word", '"link": "water"', '"link": «"tram"'),
    Wrong("zone-geometry-twice", "accord.duplicate_key", '"geometry": {"type": "LineString"', '"geometry": null, «"geometry": {"type": "LineString"'),
    Wrong("zones-twice", "accord.duplicate_key", '"features": [', '"features": [], «"features": ['),
    Wrong("zone-key-unheard-of", "accord.unknown_key_far", '"id": "river",', '"id": "river", «"colour": "blue",'),
    Wrong("zone-key-misspelt", "accord.unknown_key", '"valid_from"', '«"valid_form"'),
    Wrong("zone-key-missing", "accord.missing_key", '"source": "Annex", ', "", '  "properties": «{"id": "ford-2031"'),
    Wrong("zone-kind", "accord.unknown_word", '"kind": "district"', '"kind": «"county"'),
    Wrong("zone-day", "accord.impossible_date", '"2041-01-01"', '«"2041-13-01"'),
    Wrong("zone-day-nought", "accord.wrong_type", '"valid_from": "2031-01-01"', '"valid_from": «0'),
    Wrong("zone-day-with-hour", "accord.wrong_type", '"valid_from": "2031-01-01"', '"valid_from": «"2031-01-01T00:00:00"'),
    Wrong("zone-day-before-counting", "accord.day_too_far", '"valid_from": "2031-01-01"', '"valid_from": «"0001-01-01"'),
    Wrong("zone-precision-in-quotes", "accord.wrong_type", '"precision_km": 1}', '"precision_km": «"1"}'),
    Wrong("zone-precision-below-nothing", "accord.out_of_range", '"precision_km": 1}', '"precision_km": «-1}'),
    Wrong("zone-schematic-or-not", "accord.wrong_type", '"schematic": false', '"schematic": «"no"'),
    Wrong("zone-name-a-number", "accord.wrong_type", '"name": "The river"', '"name": «7'),
    Wrong("zone-name-hidden", "accord.control_character", '"name": "The river"', r'"name": «"The \u001b[31mriver"'),
    Wrong("zone-name-cut-in-two", "accord.control_character", '"name": "The river"', r'"name": «"The \ud83driver"'),
    Wrong("zone-without-geometry", "accord.zone_bad_geometry", '{"type": "LineString", "coordinates": [[9.1, 46.05], [9.15, 46.45]]}', "«null"),
    Wrong("zone-without-corners", "accord.zone_bad_geometry", '{"type": "LineString", "coordinates": [[9.1, 46.05], [9.15, 46.45]]}', '«{"type": "LineString", "coordinates": [[9.1, 46.05]]}'),
    Wrong("zone-of-another-shape", "accord.zone_wrong_shape", '"kind": "line"', '"kind": "corridor"', '«{"type": "LineString"'),
    Wrong("zone-off-the-globe", "accord.zone_off_the_globe", "[9.15, 46.45]", "«[9.15, 464.5]"),
    Wrong("zone-round-the-globe", "accord.zone_round_the_globe", "[[9.1, 46.05], [9.15, 46.45]]", "[[179.9, 46.05], «[-179.9, 46.45]]"),
    Wrong("zone-ring-open", "accord.ring_open", "[[[9.0, 46.0], [9.5, 46.0], [9.5, 46.5], [9.0, 46.5], [9.0, 46.0]]]", "[«[[9.0, 46.0], [9.5, 46.0], [9.5, 46.5], [9.0, 46.5]]]"),
    Wrong("zone-crosses-itself", "accord.polygon_crosses_itself", '{"type": "Polygon", "coordinates": [[[9.05, 46.15], [9.2, 46.15], [9.2, 46.3], [9.05, 46.3]', '«{"type": "Polygon", "coordinates": [[[9.05, 46.15], [9.2, 46.3], [9.2, 46.15], [9.05, 46.3]'),
]  # fmt: skip

ZONE_DOUBTS = [
    Wrong("zone-never-valid", "zone_never_valid", '"valid_until": "2041-01-01"', '"valid_until": "2030-12-31"', f"«{_FORD}"),
    Wrong("zone-not-yet-valid", "zone_not_yet_valid", '"valid_from": "2031-01-01"', '"valid_from": "2031-06-01"', f"«{_FORD}"),
    Wrong("zone-outside-its-parent", "zone_outside_parent", "[[9.05, 46.15], [9.2, 46.15], [9.2, 46.3], [9.05, 46.3], [9.05, 46.15]]", "[[8.9, 46.15], [9.2, 46.15], [9.2, 46.3], [8.9, 46.3], [8.9, 46.15]]", f"«{_FORD}"),
    Wrong("zones-across-each-other", "zones_overlap", f' {_RIVER}"', f' {_drawn("bridge", "[[9.1, 46.2], [9.15, 46.2], [9.15, 46.25], [9.1, 46.25], [9.1, 46.2]]")},\n {_drawn("mill", "[[9.08, 46.19], [9.13, 46.19], [9.13, 46.24], [9.08, 46.24], [9.08, 46.19]]")},\n {_RIVER}"', '«{"type": "Feature",\n  "properties": {"id": "mill"'),
]  # fmt: skip


class Bytes(NamedTuple):
    """A file that is no accord at all; ``line`` and ``column`` as they must be told."""

    name: str
    code: str
    data: bytes
    line: int
    column: int


NO_ACCORDS = [
    Bytes("nothing", "accord.empty", b"", 1, 1),
    Bytes("remarks-only", "accord.empty", b"# to be written\n", 1, 1),
    Bytes("a-list", "accord.not_mapping", b"- parties\n- clauses\n", 1, 1),
    Bytes("words", "accord.not_mapping", b"The parties agree to stop.\n", 1, 1),
    Bytes("latin-1", "accord.wrong_encoding", "id: truce\ntitle: Waffenstillstand im Mühltal\n".encode("latin-1"), 2, 29),
    Bytes("utf-16", "accord.wrong_encoding", "id: truce\n".encode("utf-16"), 1, 1),
    Bytes("utf-8-and-latin-1", "accord.wrong_encoding", b"\xef\xbb\xbfid: M\xc3\xbchle\ntitle: \xc3\xbc\xfc\n", 2, 9),
    Bytes("control-character", "accord.not_yaml", b"id: truce\ntitle: A\x07 truce\n", 2, 9),
    Bytes("nul", "accord.not_yaml", b"id: truce\n\x00\x00", 2, 1),
    Bytes("nested-too-deep", "accord.too_deep", b"id: " + b"[" * 60 + b"]" * 60 + b"\n", 1, 45),
]  # fmt: skip

MARK = "«"


def build() -> dict[str, bytes]:
    """Every file by its path below this folder, ``expected.yaml`` among them."""
    base = (HERE / "base.yaml").read_text("utf-8")
    zones = (HERE / "zones.geojson").read_text("utf-8")
    files: dict[str, bytes] = {}
    expected: dict[str, dict[str, object]] = {}

    def add(path: str, told_in: str, one: Wrong, text: str, code: str, exit_code: int) -> None:
        wrong, line, column = spoil(text, one)
        files[told_in] = wrong.encode()
        told = {"code": code, "file": told_in, "line": line, "column": column, "exit": exit_code}
        expected[path] = told

    for one in FAULTS:
        add(f"{one.name}.yaml", f"{one.name}.yaml", one, base, one.code, FAULT)
    for one in DOUBTS:
        add(f"{one.name}.yaml", f"{one.name}.yaml", one, base, f"accord.lint.{one.code}", DOUBT)
    for one in (*ZONE_FAULTS, *ZONE_DOUBTS):
        files[f"{one.name}/accord.yaml"] = base.encode()
        fault = one in ZONE_FAULTS
        code = one.code if fault else f"accord.lint.{one.code}"
        add(one.name, f"{one.name}/zones.geojson", one, zones, code, FAULT if fault else DOUBT)
    for none in NO_ACCORDS:
        name = f"{none.name}.yaml"
        files[name] = none.data
        told = {"code": none.code, "file": name, "line": none.line, "column": none.column, "exit": FAULT}
        expected[name] = told
    head = "# Written by make.py: each wrong accord, and the one fault it is to be told.\n"
    files["expected.yaml"] = (head + yaml.safe_dump(expected, sort_keys=True)).encode()
    return files


def spoil(text: str, one: Wrong) -> tuple[str, int, int]:
    """The text with the passage replaced, and where the mark stands in it (from 1)."""
    if text.count(one.old) != 1:
        raise SystemExit(f"{one.name}: {text.count(one.old)} times in the base: {one.old!r}")
    wrong = text.replace(one.old, one.new)
    if one.at:
        plain = one.at.replace(MARK, "")
        if wrong.count(plain) != 1:
            raise SystemExit(f"{one.name}: {wrong.count(plain)} times in the result: {plain!r}")
        wrong = wrong.replace(plain, one.at)
    at = wrong.index(MARK)
    line = wrong.count("\n", 0, at) + 1
    column = at - (wrong.rfind("\n", 0, at) + 1) + 1
    return wrong.replace(MARK, ""), line, column


def main() -> None:
    """Writes the files, and removes those no longer built."""
    files = build()
    kept = {"base.yaml", "zones.geojson", "make.py", *files}
    for path in sorted(HERE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and str(path.relative_to(HERE)) not in kept:
            path.unlink()
    for name, data in files.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
