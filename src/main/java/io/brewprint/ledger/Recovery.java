package io.brewprint.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What a dead process left behind as running is interrupted. */
final class Recovery {
    private Recovery() {}

    static int interruptDead(Handle handle, String now) {
        List<String> owners = handle.createQuery(
                        "SELECT DISTINCT owner FROM runs WHERE status = 'running' UNION SELECT DISTINCT owner FROM stages"
                                + " WHERE status = 'running'")
                .mapTo(String.class)
                .list();
        int rows = 0;
        for (String owner : owners) {
            if (Owner.parse(owner).filter(Owner::alive).isEmpty()) {
                rows += handle.execute(
                        "UPDATE runs SET status = 'interrupted', ended = ?, error = 'the process ended while it ran'"
                                + " WHERE status = 'running' AND owner = ?",
                        now,
                        owner);
                rows += handle.execute(
                        "UPDATE stages SET status = 'interrupted', ended = ? WHERE status = 'running' AND owner = ?",
                        now,
                        owner);
            }
        }
        return rows;
    }
}
