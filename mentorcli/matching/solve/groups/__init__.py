"""Groups: integer programs, stage by stage, with what their proofs rest on."""
