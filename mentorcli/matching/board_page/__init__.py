"""The cards: the plan as a page of cards to move, and the decisions that such a page saves."""
