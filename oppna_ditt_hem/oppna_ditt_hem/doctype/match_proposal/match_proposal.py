from oppna_ditt_hem.code_written import CodeWrittenDocument


class MatchProposal(CodeWrittenDocument):
	"""One household in one home, as the engine or an officer proposed it, and what a person decided."""

	code_written = (
		"status",
		"score",
		"reasons",
		"expires_on",
		"placement",
		"drop_code",
		"expired_because",
		"decided_by",
		"decided_on",
	)

	def validate(self) -> None:
		self.restore_code_written()
		self.status = self.status or "Open"
