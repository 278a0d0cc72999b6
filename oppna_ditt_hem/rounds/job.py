"""The background job of a round: read, compute, and write all of it in one transaction, or nothing.

Short transactions say that it is running and who may see it; the last one writes the proposals together with
the result and the status Done. A worker that dies anywhere leaves none of the last, and `life.bury_dead` then
says so.
"""

import traceback
from dataclasses import dataclass
from time import perf_counter

import frappe
from frappe.utils import now_datetime, strip_html
from rq.timeouts import JobTimeoutException

from oppna_ditt_hem import matchmaking
from oppna_ditt_hem.criteria.reading import rules_kept
from oppna_ditt_hem.matching import round as rounds
from oppna_ditt_hem.matching.catalogue import BadRules, RuleSet
from oppna_ditt_hem.matching.faults import WHERE, BadInput
from oppna_ditt_hem.matching.words import N_, render
from oppna_ditt_hem.rounds import keeping, life, market, progress
from oppna_ditt_hem.saying import for_all_readers, show

READING, WRITING = N_("Reading the households and homes"), N_("Writing the proposals")
SHOWN_FAULTS = 10

TOO_LONG = N_("The round was not ready in time. Nothing was written. Ask whoever runs the system for help.")
UNEXPECTED = N_(
	"Something went wrong while the round was computed. Nothing was written. The error log says where."
)
REFUSED = N_("{0} Nothing was written.")
MAY_NOT_READ = N_("Whoever started the round may no longer read the households and homes.")
MORE_FAULTS = N_("And {0} more.")


@dataclass(frozen=True)
class Computed:
	"""A round before it is written: `Round.as_dict()`, the rules it used, and how many took part."""

	round: dict
	rules: RuleSet
	households: int
	listings: int
	seconds: float


def carry_out(run: str) -> None:
	"""Compute a queued round as its owner. It ends as Done, Failed or Cancelled, each time with a reason.

	Args:
		run: a Matching Run of the kind Round. Nothing happens where it is no longer queued.
	"""
	started = life.begin(run)
	frappe.db.commit()
	if not started:
		return
	before = frappe.session.user
	try:
		frappe.set_user(started.owner)
		finish(run, compute(run, progress.Progress(run)))
	except Exception as error:
		frappe.db.rollback()
		give_up(run, error)
	frappe.db.commit()
	progress.forget(run)
	frappe.set_user(before)


def compute(run: str, tell: progress.Progress) -> Computed:
	"""Read the market and ask the engine; writes nothing.

	Raises:
		BadRules, BadInput: what can't be computed with.
		RoundCancelledError, RoundEndedError: the round is to stop.
		frappe.PermissionError: the owner may not see the households or homes.
	"""
	clock = perf_counter()
	policy, replay_of = frappe.db.get_value("Matching Run", run, ["policy", "replay_of"])
	tell(0, READING)
	found = market.candidates()
	if found.protected:
		keep_from_the_uncleared(run)
	rules, columns = rules_of(replay_of), found.market()
	made = rounds.propose(columns, rules, policy, progress=tell.part(0.1, 0.9))
	tell(0.9, WRITING)
	return Computed(made.as_dict(), rules, len(found.households), len(found.listings), perf_counter() - clock)


def keep_from_the_uncleared(run: str) -> None:
	life.write(run, protected_identity=1)
	# At once: from here on the run knows of a protected identity, however it ends.
	frappe.db.commit()


def rules_of(replay_of: str | None) -> RuleSet:
	"""Today's rules, or those that an earlier round has kept. Raises BadRules."""
	if not replay_of:
		return matchmaking.rules()
	return rules_kept(frappe.db.get_value("Matching Run", replay_of, "rule_set"))


def finish(run: str, computed: Computed) -> None:
	"""Write a computed round, all of it in the caller's transaction.

	Raises:
		RoundCancelledError, RoundEndedError: somebody was faster; nothing is written.
	"""
	life.take_turn()
	life.refuse_ended(run)
	proposals = computed.round["proposals"]
	if not frappe.db.get_value("Matching Run", run, "replay_of"):
		keeping.keep_proposals(run, proposals)
	life.write(
		run,
		status="Done",
		finished_on=now_datetime(),
		households=computed.households,
		listings=computed.listings,
		proposals=len(proposals),
		seconds=round(computed.seconds, 4),
		rule_set=keeping.as_text(computed.rules.as_criteria()),
		result=keeping.as_text(keeping.to_keep(computed.round)),
	)


# --- what goes wrong


def give_up(run: str, error: Exception) -> None:
	"""End a round that has met an error, with a sentence for everybody who may read it."""
	if isinstance(error, life.RoundEndedError):
		return
	if isinstance(error, life.RoundCancelledError):
		by = frappe.db.get_value("Matching Run", run, "cancelled_by")
		life.end(run, "Cancelled", life.cancelled_by(by))
		return
	life.end(run, "Failed", sentence_for(error))
	if not isinstance(error, EXPECTED):
		log(run, error)


EXPECTED = (BadRules, BadInput, rounds.UnknownPolicy, frappe.ValidationError, frappe.PermissionError)


def sentence_for(error: Exception) -> str:
	"""Why a round failed, in the site's language."""
	if isinstance(error, BadInput):
		return faults_in_words(error)
	if isinstance(error, BadRules | rounds.UnknownPolicy):
		return refused(render(error.template, error.params, for_all_readers, show))
	if isinstance(error, JobTimeoutException):
		return for_all_readers(TOO_LONG)
	if isinstance(error, EXPECTED):
		# The platform says nothing in some of its refusals.
		return refused(strip_html(str(error)) or for_all_readers(MAY_NOT_READ))
	return for_all_readers(UNEXPECTED)


def refused(sentence: str) -> str:
	return for_all_readers(REFUSED).format(sentence)


def faults_in_words(error: BadInput) -> str:
	"""Row, column and reason of the first faults; not what stood there, which may be nobody's business."""
	lines = [
		f"{for_all_readers(WHERE).format(row=one.row, column=one.column)}: {one.text(for_all_readers)}"
		for one in error.faults[:SHOWN_FAULTS]
	]
	more = len(error.faults) - SHOWN_FAULTS
	if more > 0:
		lines.append(for_all_readers(MORE_FAULTS).format(more))
	return refused("\n".join(lines) + "\n")


def log(run: str, error: Exception) -> None:
	"""Keep where it happened and of what kind, but no values: they may be somebody's."""
	frames = "".join(traceback.format_tb(error.__traceback__))
	frappe.log_error(
		f"Matching round {run} failed",
		f"{frames}{type(error).__name__}",
		reference_doctype="Matching Run",
		reference_name=run,
	)
