"""Work that cannot go on.

NkgraphError            whatever ends a command with exit code 2; its text is one sentence for the user
├── CorpusError         a folder or file that must be there is not, or cannot be read
├── OntologyError       our own ontology, shapes or rules are wrong: a defect of nkgraph, not of the claims
└── WriteError          an output could not be written whole; what stood there before still stands

A fault in a claims file is not an error: it is a `fault.Fault`, a value.
"""


class NkgraphError(Exception):
    """Work that cannot go on; the text says where, what, and what to do next."""


class CorpusError(NkgraphError):
    """A folder or file that must be there is not, or cannot be read."""


class OntologyError(NkgraphError):
    """The ontology, the shapes or the rules that nkgraph itself ships are wrong."""


class WriteError(NkgraphError):
    """An output could not be written whole; what stood there before still stands."""
