package io.brewprint.dsl;

import org.jspecify.annotations.Nullable;

/** Every kind of finding with its stable code and its usual severity. */
public enum ProblemCode {
    /** The text has no BLUEPRINT line. */
    NO_BLUEPRINT("BP001", Severity.ERROR),
    /** The BLUEPRINT line names nothing. */
    EMPTY_NAME("BP002", Severity.ERROR),
    /** The text has no GRAPH line. */
    NO_GRAPH("BP003", Severity.ERROR),
    /** A graph has no nodes. */
    NO_NODES("BP004", Severity.ERROR),
    /** Two nodes of a graph have one id. */
    DUPLICATE_ID("BP005", Severity.ERROR),
    /** An edge or comment names a node that is not there. */
    DANGLING_REFERENCE("BP006", Severity.ERROR),
    /** An exec output leads to two places. */
    EXEC_FAN_OUT("BP007", Severity.ERROR),
    /** A data input has two sources. */
    TWO_SOURCES("BP008", Severity.ERROR),
    /** A variable is used and not declared. */
    UNDECLARED_VARIABLE("BP009", Severity.WARNING),
    /** A node has no wire. */
    DISCONNECTED("BP010", Severity.WARNING),
    /** One pin carries both exec and data. */
    MIXED_PIN("BP011", Severity.ERROR),
    /** A line does not follow the grammar. */
    SYNTAX("BP012", Severity.ERROR),
    /** A line begins with no known word. */
    UNKNOWN_DIRECTIVE("BP013", Severity.ERROR),
    /** A NODE, EXEC, DATA or COMMENT line stands before any GRAPH line. */
    OUTSIDE_GRAPH("BP014", Severity.ERROR),
    /** A literal as the source of a DATA line, read as the node's attribute. */
    LITERAL_SOURCE("BP015", Severity.HINT),
    /** A heading is written twice. */
    REPEATED_HEADING("BP016", Severity.ERROR),
    /** The same edge is written twice. */
    REPEATED_EDGE("BP017", Severity.WARNING),
    /** A variable is declared twice. */
    REPEATED_VARIABLE("BP018", Severity.ERROR),
    /** A node lacks the attribute that says what it is. */
    MISSING_ATTRIBUTE("BP019", Severity.ERROR),
    /** The text or a line is larger than the limit. */
    TOO_LARGE("BP020", Severity.ERROR),
    /** An attribute is written twice on one node. */
    REPEATED_ATTRIBUTE("BP021", Severity.WARNING),
    /** Two graphs have one name. */
    REPEATED_GRAPH("BP022", Severity.ERROR),
    /** A node takes exec wires and no event leads to it. */
    UNREACHABLE("BP023", Severity.WARNING),
    /** So many problems that the rest is not listed. */
    TOO_MANY_PROBLEMS("BP024", Severity.ERROR),
    /** Something that Unreal could not paste. */
    NOT_PASTEABLE("BP030", Severity.ERROR),
    /** A line of a dataset that is no row. */
    BAD_ROW("BP040", Severity.ERROR);

    private final String code;
    private final Severity severity;

    ProblemCode(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** How grave it usually is. */
    public Severity severity() {
        return severity;
    }

    /** A finding of this kind; line and column from 1, or 0. */
    public Problem at(int line, int column, String message, @Nullable String hint) {
        return new Problem(code, severity, line, column, message, hint);
    }
}
