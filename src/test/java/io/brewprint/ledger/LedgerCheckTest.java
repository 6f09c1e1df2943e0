package io.brewprint.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCheckTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aLedgerWithSomethingInIt() {
        file = folder.resolve("brewprint.db");
        try (Ledger ledger = Ledger.open(file)) {
            String run = ledger.runs().start("full", "{}").id();
            ledger.runs().finish(run, Status.DONE, null);
            for (int i = 0; i < 2_000; i++) {
                ledger.events().add(run, null, "test", "event " + i);
            }
        }
    }

    @Test
    void nothingIsWrongWithALedgerInOrderOrInUseOrNotThereYet() throws Exception {
        assertThat(LedgerCheck.whole(file)).isEmpty();
        assertThat(LedgerCheck.whole(folder.resolve("none.db"))).isEmpty();
        assertThat(LedgerCheck.whole(Files.createFile(folder.resolve("empty.db"))))
                .isEmpty();
        try (Ledger ledger = Ledger.open(file)) {
            ledger.events().add(null, null, "test", "at work");
            assertThat(LedgerCheck.whole(file)).isEmpty();
        }
    }

    @Test
    void whatIsNoDatabaseIsToldSo() throws Exception {
        Files.writeString(file, "a text that somebody saved here");

        Fault fault = LedgerCheck.glance(file).orElseThrow();

        assertThat(fault.what()).isEqualTo("the ledger is no database");
        assertThat(fault.remedy()).contains("backup restore LABEL");
        assertThat(fault.where().file()).isEqualTo(file.toString());
    }

    @Test
    void aFolderInItsPlaceIsToldSo() throws Exception {
        Files.delete(file);
        Files.createDirectories(file);

        assertThat(LedgerCheck.glance(file))
                .hasValueSatisfying(fault -> assertThat(fault.what()).isEqualTo("the ledger is a folder"));
    }

    @Test
    void aDatabaseOfAnotherProgramIsToldSo() throws Exception {
        Path other = folder.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bookmarks (name TEXT)");
        }

        assertThat(LedgerCheck.glance(other))
                .hasValueSatisfying(fault -> assertThat(fault.what())
                        .contains("the ledger is damaged")
                        .contains("no such table: runs"));
    }

    @Test
    void damagedPagesAreFoundByTheWholeLook() throws Exception {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] junk = new byte[4_096];
            Arrays.fill(junk, (byte) 0x5a);
            for (long at = raw.length() / 2 / 4_096 * 4_096; at < raw.length(); at += junk.length) {
                raw.seek(at);
                raw.write(junk);
            }
        }

        assertThat(LedgerCheck.whole(file)).hasValueSatisfying(fault -> {
            assertThat(fault.what()).startsWith("the ledger is damaged (");
            assertThat(fault.getMessage()).doesNotContain("\n");
        });
    }

    @Test
    void aLedgerThatAnotherProgramHoldsIsToldSoWithoutAWaitOfHalfAMinute() throws Exception {
        try (Connection browser = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = browser.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");

            Optional<Fault> fault = LedgerCheck.whole(file);

            assertThat(fault).hasValueSatisfying(found -> {
                assertThat(found.what()).isEqualTo("another program holds the ledger");
                assertThat(found.category()).isEqualTo(ErrorCategory.BUSY);
            });
        }
    }

    @Test
    void aLedgerThatMayNotBeReadIsToldSo() throws Exception {
        assumeThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).as("root may read everything").isFalse();

        assertThat(LedgerCheck.glance(file)).hasValueSatisfying(fault -> {
            assertThat(fault.category()).isEqualTo(ErrorCategory.ACCESS);
            assertThat(fault.document()).containsAllEntriesOf(Map.of("code", "ledger"));
        });
    }
}
