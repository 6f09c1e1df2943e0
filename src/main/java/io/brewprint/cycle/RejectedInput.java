package io.brewprint.cycle;

/** An input that cannot be used, with all that its owner needs to mend it. */
public final class RejectedInput extends Exception {
    private static final long serialVersionUID = 1L;

    private final String category;
    private final int line;
    private final int column;
    private final String remedy;

    /**
     * @param category a short word: empty, binary, encoding, foreign, truncated, too_large, ...
     * @param line from 1; 0 where none applies
     * @param column from 1; 0 where none applies
     */
    public RejectedInput(String category, String message, int line, int column, String remedy) {
        super(message);
        this.category = category;
        this.line = line;
        this.column = column;
        this.remedy = remedy;
    }

    /** A short word for the kind of trouble. */
    public String category() {
        return category;
    }

    /** Line from 1, 0 for the whole file. */
    public int line() {
        return line;
    }

    /** Column from 1, 0 for the whole line. */
    public int column() {
        return column;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
