-- The settings that a run went by, so that two runs can be held side by side.
ALTER TABLE runs ADD COLUMN settings TEXT;
