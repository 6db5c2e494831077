"""The reference for graphs without cycles: a task begins when each edge to it has been decided and one has a token.

Deciding edges against a token (dead paths) gives the same as BPMN's inclusive join on graphs without cycles, and needs
no look at the rest of the graph.
"""

from collections.abc import Callable

from tests.fuzz.blocks import Mesh
from tests.fuzz.lives import Next


class MeshGame:
    """One run through a mesh. `task` runs a task by its number, `answer` tells what was answered to it."""

    def __init__(
        self, mesh: Mesh, task: Callable[[int, Next], None], answer: Callable[[int], int], then: Next
    ) -> None:
        self.mesh = mesh
        self.task = task
        self.answer = answer
        self.then = then
        self.decided: list[dict[int, bool]] = [{} for _ in mesh.users]

    def begin(self, index: int) -> None:
        self.task(index, lambda: self.ended(index))

    def ended(self, index: int) -> None:
        if index == len(self.mesh.users) - 1:
            self.then()
        else:
            taken = self.mesh.taken(index, self.answer(index))
            self.decide(index, taken)

    def decide(self, index: int, taken: tuple[int, ...]) -> None:
        for other in self.mesh.after(index):
            self.decided[other][index] = other in taken
            if len(self.decided[other]) == len(self.mesh.before[other]):
                self.begin(other) if any(self.decided[other].values()) else self.decide(other, ())
