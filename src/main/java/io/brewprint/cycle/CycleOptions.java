package io.brewprint.cycle;

/**
 * What a run was asked for.
 *
 * @param force stages run even where their input has not changed
 * @param resume goes on with the last run that ended early; its own mode then holds
 * @param dryRun tells what would run and touches nothing
 * @param waits waits in this very call for attempts that are a minute or more away; a daemon rather comes back
 */
public record CycleOptions(CycleMode mode, boolean force, boolean resume, boolean dryRun, boolean waits) {
    /** A plain run of a mode. */
    public static CycleOptions of(CycleMode mode) {
        return new CycleOptions(mode, false, false, false, true);
    }
}
