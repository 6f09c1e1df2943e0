package io.brewprint.dsl;

import java.util.Arrays;
import java.util.Optional;
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
    /** A node type that neither the catalog nor the node's own attributes explain. */
    UNKNOWN_NODE("BP025", Severity.ERROR),
    /** A wire names a pin that the node does not have. */
    UNKNOWN_PIN("BP026", Severity.ERROR),
    /** An attribute is neither an input of the node nor one of its properties. */
    UNKNOWN_ATTRIBUTE("BP027", Severity.ERROR),
    /** A wire begins at an input or ends at an output. */
    WRONG_DIRECTION("BP028", Severity.ERROR),
    /** An EXEC wire at a pin for values, or a DATA wire at a pin for control. */
    WRONG_WIRE("BP029", Severity.ERROR),
    /** Something that Unreal could not paste. */
    NOT_PASTEABLE("BP030", Severity.ERROR),
    /** A value that Unreal does not convert to what the input takes. */
    TYPE_MISMATCH("BP031", Severity.ERROR),
    /** A value that does not fit the variable that it is stored in. */
    VARIABLE_TYPE("BP032", Severity.ERROR),
    /** A variable's type that is probably misspelled. */
    UNKNOWN_TYPE("BP033", Severity.WARNING),
    /** A default that is no value of its type. */
    BAD_VALUE("BP034", Severity.ERROR),
    /** Control leads into an event. */
    EVENT_NOT_ROOT("BP035", Severity.ERROR),
    /** Pure nodes ask each other for their values in a circle. */
    DATA_CYCLE("BP036", Severity.ERROR),
    /** A node that waits stands in a function. */
    LATENT_IN_FUNCTION("BP037", Severity.ERROR),
    /** An event stands in a function. */
    EVENT_IN_FUNCTION("BP038", Severity.ERROR),
    /** A variable that no node uses. */
    UNUSED_VARIABLE("BP039", Severity.HINT),
    /** A type is read under another name than its usual one. */
    ALIAS_TYPE("BP040", Severity.HINT),
    /** A pin or attribute is read under another name than its usual one. */
    ALIAS_PIN("BP041", Severity.HINT),
    /** An input has both a wire and a value: the value is never used. */
    VALUE_AND_WIRE("BP042", Severity.WARNING),
    /** The same event twice in one Blueprint. */
    REPEATED_EVENT("BP043", Severity.ERROR),
    /** A function or event is called by a name that nothing has. */
    UNKNOWN_EVENT("BP044", Severity.ERROR),
    /** An input that does nothing without a wire or a value has none. */
    UNWIRED_INPUT("BP045", Severity.WARNING),
    /** The type that a wire is said to carry is not what its pin gives. */
    WIRE_TYPE("BP046", Severity.HINT),
    /** Bytes that are no UTF-8. */
    NOT_UTF8("BP047", Severity.ERROR),
    /** An input that takes no literal has no wire. */
    NEEDS_WIRE("BP048", Severity.ERROR),
    /** A node or event for a class that the Blueprint is none of. */
    WRONG_SELF("BP049", Severity.ERROR),
    /** A cast between classes of which neither comes from the other. */
    HOPELESS_CAST("BP050", Severity.ERROR),
    /** A line of a dataset that is no row. */
    BAD_ROW("BP060", Severity.ERROR);

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

    /** True for what the grammar itself forbids, as opposed to what a document means. */
    public boolean isForm() {
        return switch (this) {
            case SYNTAX, UNKNOWN_DIRECTIVE, OUTSIDE_GRAPH, REPEATED_HEADING, TOO_LARGE, TOO_MANY_PROBLEMS, NOT_UTF8 ->
                true;
            default -> false;
        };
    }

    /**
     * True for what Unreal pastes and then does not compile. A text that was copied out of a Blueprint may be so: the
     * rest stands elsewhere, or is not made yet.
     */
    public boolean isCompile() {
        return switch (this) {
            case REPEATED_EVENT, UNKNOWN_EVENT, NEEDS_WIRE, WRONG_SELF, HOPELESS_CAST -> true;
            default -> false;
        };
    }

    /** True for an error that leaves the text a graph: what Unreal would not know, or not compile. */
    public boolean isOfUnreal() {
        return isCompile() || this == UNKNOWN_NODE;
    }

    /** The code's entry; empty when there is none. */
    public static Optional<ProblemCode> of(String code) {
        return Arrays.stream(values()).filter(entry -> entry.code.equals(code)).findFirst();
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
