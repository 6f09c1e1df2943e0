package io.brewprint.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * What a ledger's file holds as one hash, whatever its pages look like. What backups wrote into it about themselves
 * does not count: else each would change the state that the next one finds.
 */
public final class LedgerState {
    /** The kind of the events that do not count. */
    public static final String BACKUP_EVENT = "backup";

    private LedgerState() {}

    /**
     * SHA-256 in hex over every row of every table.
     *
     * @throws LedgerException where the file cannot be read
     */
    public static String hash(Path file) {
        SqliteLibrary.keep();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String table : tables(statement)) {
                add(digest, table);
                String rows = "SELECT * FROM \"" + table.replace("\"", "\"\"") + "\""
                        + (table.equals("events") ? " WHERE kind <> '" + BACKUP_EVENT + "'" : "");
                try (ResultSet found = statement.executeQuery(rows)) {
                    int columns = found.getMetaData().getColumnCount();
                    while (found.next()) {
                        for (int i = 1; i <= columns; i++) {
                            add(digest, found.getString(i));
                        }
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (SQLException e) {
            throw new LedgerException(
                    file, "the ledger cannot be read (" + e.getMessage() + ")", "put a backup in its place", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> out = new ArrayList<>();
        try (ResultSet names = statement.executeQuery(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")) {
            while (names.next()) {
                out.add(names.getString(1));
            }
        }
        return out;
    }

    /** With its length, so that no two rows read alike. */
    private static void add(MessageDigest digest, @Nullable String value) {
        byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
        digest.update(((value == null ? "-" : String.valueOf(bytes.length)) + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
