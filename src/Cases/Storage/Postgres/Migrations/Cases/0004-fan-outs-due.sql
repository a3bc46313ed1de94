-- Oldest version that may run on this: 1
-- What was tried longest ago comes first, so that what cannot be sent keeps back nothing that can.

DROP INDEX fan_outs_oldest;
CREATE INDEX fan_outs_due ON fan_outs (leased_until, stored_at);
