package io.brewprint.clipboard;

/**
 * A reference to an object in any of its spellings: {@code Class'"/Path"'}, {@code "/Script/..Class'/Path'"}, bare.
 *
 * @param type the class before the quotes, empty when bare
 * @param path the object's path; {@code None} and the empty text are kept as they are
 */
public record ObjectRef(String type, String path) {
    /** Reads any spelling; never fails. */
    public static ObjectRef of(String raw) {
        String text = Literals.plain(raw);
        int open = text.indexOf('\'');
        if (open < 0 || !text.endsWith("'") || open == text.length() - 1) {
            return new ObjectRef("", text);
        }
        return new ObjectRef(text.substring(0, open), Literals.plain(text.substring(open + 1, text.length() - 1)));
    }

    /** True when it refers to nothing. */
    public boolean isNone() {
        return path.isEmpty() || path.equals("None");
    }

    /** The last part of the path: {@code Actor} of {@code /Script/Engine.Actor}. */
    public String name() {
        int at = Math.max(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')), path.lastIndexOf(':'));
        return path.substring(at + 1);
    }
}
