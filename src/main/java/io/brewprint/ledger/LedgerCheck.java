package io.brewprint.ledger;

import io.brewprint.config.ErrorCategory;
import io.brewprint.config.Fault;
import io.brewprint.config.Where;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** What is wrong with a ledger's file, found by looking alone: nothing is migrated, mended or waited for. */
public final class LedgerCheck {
    private static final byte[] HEAD = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BUSY_MILLIS = 2_000;
    private static final int RESULT_CODE = 0xff; // of an extended code, the rest says more of the same
    private static final String RESTORE =
            "put a backup in its place (brewprint backup list, backup restore LABEL), or move it away: a new one is then made";

    private LedgerCheck() {}

    /** The fault of a file as far as a glance shows it; none where there is no file yet. */
    public static Optional<Fault> glance(Path file) {
        return look(file, "SELECT COUNT(*) FROM runs WHERE status = 'running'");
    }

    /** The same, and every page of the file is looked at. */
    public static Optional<Fault> whole(Path file) {
        return glance(file).or(() -> look(file, "PRAGMA quick_check(1)"));
    }

    private static Optional<Fault> look(Path file, String question) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (Files.isDirectory(file)) {
                return fault(file, ErrorCategory.BAD_INPUT, "the ledger is a folder", RESTORE);
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] head = in.readNBytes(HEAD.length);
                if (head.length == 0) {
                    return Optional.empty(); // a database that nothing was written to yet
                }
                if (!Arrays.equals(head, HEAD)) {
                    return fault(file, ErrorCategory.BAD_INPUT, "the ledger is no database", RESTORE);
                }
            }
            return answered(file, question);
        } catch (IOException e) {
            return fault(
                    file,
                    ErrorCategory.ACCESS,
                    "the ledger cannot be read (" + Fault.firstLine(e) + ")",
                    "give this user the right to read and write it");
        }
    }

    private static Optional<Fault> answered(Path file, String question) {
        SqliteLibrary.keep();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            String answer = rows.next() ? rows.getString(1) : "";
            return question.startsWith("PRAGMA") && !answer.equals("ok") ? damaged(file, answer) : Optional.empty();
        } catch (SQLException e) {
            int code = e.getErrorCode() & RESULT_CODE;
            if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
                return fault(
                        file,
                        ErrorCategory.BUSY,
                        "another program holds the ledger",
                        "close what has it open, such as a database browser, then try again");
            }
            if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code || code == SQLiteErrorCode.SQLITE_READONLY.code) {
                return fault(
                        file,
                        ErrorCategory.ACCESS,
                        "the ledger cannot be opened (" + Fault.firstLine(e) + ")",
                        "give this user the right to read and write it and its folder");
            }
            return damaged(file, Fault.firstLine(e));
        }
    }

    private static Optional<Fault> damaged(Path file, String how) {
        return fault(file, ErrorCategory.BAD_INPUT, "the ledger is damaged (" + how + ")", RESTORE);
    }

    private static Optional<Fault> fault(Path file, ErrorCategory category, String what, String remedy) {
        return Optional.of(new Fault(category, "ledger", what, Where.in(file), remedy));
    }
}
