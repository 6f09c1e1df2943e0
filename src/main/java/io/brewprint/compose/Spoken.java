package io.brewprint.compose;

import io.brewprint.compose.Value.Literal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that documents write, as people write them: the way back of {@link Said}. */
final class Spoken {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern THREE = Pattern.compile("(-?[\\d.]+), ?(-?[\\d.]+), ?(-?[\\d.]+)");
    private static final Pattern DISPATCHER = Pattern.compile("\\(MemberName=\"(\\w+)\",bSelfContext=True\\)");
    private static final Pattern MESSAGE = Pattern.compile("/Game/Brewprint/(\\w+)\\.\\1_C:(\\w+)");
    private static final String PLAIN_ZERO = "0";

    private Spoken() {}

    /** A value of whatever form. */
    static Literal of(Kind kind, String written) {
        Literal fitting = fitting(kind, "", written);
        return fitting != null ? fitting : new Literal(kind.type, written, List.of('"' + written + '"'));
    }

    /**
     * A value of a kind.
     *
     * @param detail prefix of classes and assets
     * @return null where it is none of that kind
     */
    static @Nullable Literal fitting(Kind kind, String detail, String written) {
        return switch (kind) {
            case TEXT, STR, WORDS, CMD -> Said.quoted(kind.type, written);
            case LABEL -> written.endsWith(" ") ? Said.label(written.substring(0, written.length() - 1)) : null;
            case SEC, AMT, UNIT -> NUMBER.matcher(written).matches() ? Said.number(Double.parseDouble(written)) : null;
            case NUM, IDX -> whole(written);
            case FLAG ->
                written.equals("true") || written.equals("false")
                        ? new Literal("Bool", written, List.of(written))
                        : null;
            case OFF, LOC, PUSH, SIZE, ROT -> three(kind.type, written);
            case UP -> alone("Vector", 3, written);
            case YAW -> alone("Rotator", 2, written);
            case COLOR -> Said.colorOf(written);
            case TAG, BONE, LEVEL, ACTION, AXIS, KEY, EVENT -> Said.name(kind.type, written);
            case KEYED, MAPPED, MEMBER -> plain(written);
            case DISPATCHER -> dispatcher(written);
            case MESSAGE -> message(written);
            case CLASS, ASSET -> written.startsWith(detail) ? Said.name(kind.type, written) : null;
            default -> null;
        };
    }

    /** What a container holds, by how it is written; null for nothing. */
    private static @Nullable Literal plain(String written) {
        Literal found = whole(written);
        for (Kind kind : List.of(Kind.AMT, Kind.FLAG, Kind.STR)) {
            found = found == null ? fitting(kind, "", written) : found;
        }
        return written.isEmpty() ? null : found;
    }

    private static @Nullable Literal dispatcher(String written) {
        Matcher reference = DISPATCHER.matcher(written);
        return reference.matches() ? Said.dispatcher(reference.group(1)) : null;
    }

    private static @Nullable Literal message(String written) {
        Matcher path = MESSAGE.matcher(written);
        return path.matches() ? Said.message(path.group(1), path.group(2)) : null;
    }

    private static @Nullable Literal whole(String written) {
        return written.matches("-?\\d{1,9}") ? Said.whole(Integer.parseInt(written)) : null;
    }

    private static @Nullable Literal three(String type, String written) {
        Matcher parts = THREE.matcher(written);
        if (!parts.matches()) {
            return null;
        }
        String list = parts.group(1) + ", " + parts.group(2) + ", " + parts.group(3);
        List<String> ways = type.equals("Rotator")
                ? List.of(
                        "(" + list + ")",
                        list,
                        "pitch " + parts.group(1) + " yaw " + parts.group(2) + " roll " + parts.group(3))
                : List.of(
                        "(" + list + ")",
                        list,
                        "X=" + parts.group(1) + " Y=" + parts.group(2) + " Z=" + parts.group(3));
        return new Literal(type, written, ways);
    }

    /** One of three numbers, of which the others are nothing. */
    private static @Nullable Literal alone(String type, int which, String written) {
        Matcher parts = THREE.matcher(written);
        if (!parts.matches()) {
            return null;
        }
        for (int i = 1; i <= 3; i++) {
            if (i != which && !parts.group(i).equals(PLAIN_ZERO)) {
                return null;
            }
        }
        return new Literal(type, written, List.of(parts.group(which).toLowerCase(Locale.ROOT)));
    }
}
