package io.brewprint.ledger;

import java.lang.reflect.Type;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** How values of ours stand in columns, the same in SQLite and PostgreSQL. */
final class Dialect {
    private Dialect() {}

    /** Teaches it to a Jdbi: a record is a row, a status its word, a truth value 1 or 0. */
    static Jdbi onto(Jdbi jdbi) {
        return jdbi.registerRowMapper((RowMapperFactory) Dialect::row)
                .registerColumnMapper(Status.class, (rs, column, context) -> Status.of(rs.getString(column)))
                .registerArgument((ArgumentFactory) Dialect::argument);
    }

    private static Optional<RowMapper<?>> row(Type type, ConfigRegistry config) {
        return type instanceof Class<?> record && record.isRecord()
                ? Optional.of(ConstructorMapper.of(record))
                : Optional.empty();
    }

    private static Optional<Argument> argument(Type type, Object value, ConfigRegistry config) {
        if (value instanceof Status status) {
            return Optional.of((position, statement, context) -> statement.setString(position, status.text()));
        }
        // The columns are INTEGER, and PostgreSQL takes no boolean there.
        if (value instanceof Boolean truth) {
            return Optional.of((position, statement, context) -> statement.setInt(position, truth ? 1 : 0));
        }
        return Optional.empty();
    }
}
