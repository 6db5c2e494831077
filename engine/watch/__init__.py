"""What is counted and what is logged, for those who keep the system running; never what somebody answered."""

from engine.watch.logs import show

__all__ = ["show"]
