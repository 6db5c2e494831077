"""Commands about cases that go over to another version of their model."""
