package io.brewprint.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Arguments;
import org.junit.jupiter.api.Test;

class TableTest {
    record Row(String runId, double graphF1, String outputSha256) {}

    private final Table table = new Table("rows", Row.class, "owner");

    @Test
    void aComponentIsAColumnAndAParameter() {
        assertThat(table.insert())
                .isEqualTo(
                        "INSERT INTO rows (run_id, graph_f1, output_sha256, owner) VALUES (:runId, :graphF1, :outputSha256, :owner)");
    }

    @Test
    void whatIsNoKeyIsReplaced() {
        assertThat(table.put("runId", "owner"))
                .isEqualTo(table.insert() + " ON CONFLICT (run_id, owner) DO UPDATE SET"
                        + " graph_f1 = excluded.graph_f1, output_sha256 = excluded.output_sha256");
        assertThat(table.update("runId"))
                .isEqualTo("UPDATE rows SET graph_f1 = :graphF1,"
                        + " output_sha256 = :outputSha256, owner = :owner WHERE run_id = :runId");
    }

    @Test
    void valuesAreBoundAsPostgresTakesThem() throws Exception {
        assertThat(bound(boolean.class, true)).containsExactly("setInt", 1, 1);
        assertThat(bound(boolean.class, false)).containsExactly("setInt", 1, 0);
        assertThat(bound(Status.class, Status.DONE)).containsExactly("setString", 1, "done");
    }

    private static List<Object> bound(Class<?> type, Object value) throws Exception {
        List<Object> calls = new ArrayList<>();
        var statement = (PreparedStatement) Proxy.newProxyInstance(
                TableTest.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    calls.addAll(List.of(arguments));
                    return null;
                });
        Dialect.onto(Jdbi.create("jdbc:sqlite:"))
                .getConfig(Arguments.class)
                .findFor(type, value)
                .orElseThrow()
                .apply(1, statement, null);
        return calls;
    }
}
