package io.brewprint.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file behind one connection. Threads take turns; other processes are waited for by busy_timeout, and every
 * transaction begins IMMEDIATE, as a read that turns into a write cannot wait and fails at once.
 */
final class Database implements AutoCloseable {
    private static final int BUSY_MILLIS = 30_000;
    private static final Object MIGRATING = new Object();

    private final ReentrantLock turn = new ReentrantLock();
    private final Connection connection;
    private final Jdbi jdbi;
    private final Path file;

    Database(Path file) {
        this.file = file;
        SqliteLibrary.keep();
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            migrate(source);
            connection = source.getConnection();
        } catch (IOException | SQLException | FlywayException e) {
            throw new LedgerException(
                    file,
                    "the ledger cannot be opened (" + firstLine(e) + ")",
                    "restore it from a backup or move it away, a new one is then made",
                    e);
        }
        jdbi = Dialect.onto(Jdbi.create(connection));
    }

    /** Runs one transaction; a nested call joins the outer one. */
    <T> T in(Function<Handle, T> work) {
        turn.lock();
        try (Handle handle = jdbi.open()) {
            return handle.isInTransaction() ? work.apply(handle) : handle.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw new LedgerException(file, "the ledger cannot be used (" + firstLine(e) + ")", "", e);
        } finally {
            turn.unlock();
        }
    }

    void run(Consumer<Handle> work) {
        in(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /** Rows as records: a column goes to the component of its name. */
    <T> List<T> list(Class<T> row, String sql, Object... values) {
        return in(handle -> handle.select(sql, values).mapTo(row).list());
    }

    /** The first of such rows. */
    <T> Optional<T> first(Class<T> row, String sql, Object... values) {
        return in(handle -> handle.select(sql, values).mapTo(row).findFirst());
    }

    /** Writes a record by a statement of its {@link Table}. */
    void write(String sql, Record row) {
        run(handle -> handle.createUpdate(sql).bindMethods(row).execute());
    }

    /** Writes records in one transaction. */
    void write(String sql, List<? extends Record> rows) {
        if (rows.isEmpty()) {
            return;
        }
        run(handle -> {
            var batch = handle.prepareBatch(sql);
            rows.forEach(row -> batch.bindMethods(row).add());
            batch.execute();
        });
    }

    /** A copy that is whole whatever is being written meanwhile. */
    void copyTo(Path target) {
        turn.lock();
        try (Handle handle = jdbi.open()) {
            handle.execute("VACUUM INTO ?", target.toString());
        } catch (JdbiException e) {
            throw new LedgerException(target, "the ledger cannot be copied (" + firstLine(e) + ")", "", e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new LedgerException(file, "the ledger cannot be closed (" + firstLine(e) + ")", "", e);
        } finally {
            turn.unlock();
        }
    }

    // Flyway has no lock of its own on SQLite: two processes that meet on a fresh home would both create the tables.
    private void migrate(SQLiteDataSource source) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path lockFile = file.resolveSibling(file.getFileName() + ".migrating");
        synchronized (MIGRATING) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("no lock on " + lockFile);
                }
                Flyway.configure(Database.class.getClassLoader())
                        .dataSource(source)
                        .locations("classpath:db/migration")
                        .load()
                        .migrate();
            }
        }
    }

    private static String firstLine(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("no message");
    }
}
