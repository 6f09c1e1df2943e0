package io.brewprint.compose;

import io.brewprint.compose.Value.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that people write down, by kind. */
final class Said {
    private static final List<String> KEYS = List.of(
            "A",
            "B",
            "C",
            "E",
            "F",
            "G",
            "H",
            "I",
            "K",
            "M",
            "N",
            "P",
            "Q",
            "R",
            "T",
            "X",
            "Z",
            "One",
            "Two",
            "Three",
            "Tab",
            "SpaceBar",
            "LeftShift",
            "Enter",
            "Escape",
            "F1",
            "F5",
            "LeftMouseButton",
            "RightMouseButton",
            "Up",
            "Down");
    private static final Map<String, String> COLORS = Map.of(
            "red", "(R=1.0,G=0.0,B=0.0,A=1.0)",
            "green", "(R=0.0,G=1.0,B=0.0,A=1.0)",
            "blue", "(R=0.0,G=0.0,B=1.0,A=1.0)",
            "white", "(R=1.0,G=1.0,B=1.0,A=1.0)",
            "black", "(R=0.0,G=0.0,B=0.0,A=1.0)",
            "yellow", "(R=1.0,G=1.0,B=0.0,A=1.0)");
    private static final List<String> COLOR_NAMES =
            COLORS.keySet().stream().sorted().toList();
    private static final List<String> NUMBERS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final Pattern TITLE = Pattern.compile("[A-Z][a-z]+( [A-Za-z][a-z]+){0,3}( [0-9]+)?[!?]?");
    private static final List<String> COMMANDS = List.of(
            "stat fps",
            "stat unit",
            "r.VSync 0",
            "r.VSync 1",
            "t.MaxFPS 60",
            "t.MaxFPS 120",
            "show collision",
            "slomo 2");

    private final Random random;
    private final Namer names;
    /** Whether numbers are such as are never taught. */
    private final boolean unseen;

    /** @param names with the random numbers of which values are made too */
    Said(Namer names) {
        random = names.random();
        unseen = names.unseen();
        this.names = names;
    }

    /**
     * A value of a kind.
     *
     * @param detail prefix of classes and assets
     * @throws IllegalArgumentException for kinds that nobody writes down
     */
    Literal of(Kind kind, String detail) {
        return switch (kind) {
            case TEXT, WORDS, STR -> text(kind.type);
            case LABEL -> label();
            case CMD -> quoted(kind.type, Draw.one(random, COMMANDS));
            case SEC ->
                number(
                        unseen
                                ? eighths(10)
                                : Draw.one(
                                        random,
                                        List.of(
                                                0.1,
                                                0.25,
                                                0.5,
                                                1.0,
                                                1.5,
                                                2.0,
                                                3.0,
                                                5.0,
                                                10.0,
                                                0.1 * (1 + random.nextInt(99)))));
            case AMT -> number(amount());
            case UNIT -> number(unseen ? 0.001 * (1 + 10 * random.nextInt(99)) : 0.05 * (1 + random.nextInt(19)));
            case NUM ->
                whole(
                        unseen
                                ? 1001 + random.nextInt(8998)
                                : random.nextInt(3) == 0 ? random.nextInt(1000) : 1 + random.nextInt(25));
            case IDX -> whole(unseen ? 12 + random.nextInt(80) : random.nextInt(12));
            case FLAG -> flag();
            case OFF, LOC, PUSH -> vector(step(kind), step(kind), step(kind));
            case SIZE -> size();
            case UP -> alone("Vector", step(Kind.PUSH), "0, 0, ", "");
            case ROT -> rotator();
            case YAW ->
                alone(
                        "Rotator",
                        (5 * (1 + random.nextInt(72)) + odd(2)) * (random.nextInt(4) == 0 ? -1 : 1),
                        "0, ",
                        ", 0");
            case COLOR -> color();
            case TAG, BONE -> name(kind.type, names.tag());
            case LEVEL, ACTION, AXIS -> name(kind.type, names.plain());
            case KEY -> name(kind.type, Draw.one(random, KEYS));
            case CLASS, ASSET -> name(kind.type, names.prefixed(detail));
            default -> throw new IllegalArgumentException("nobody writes down a value of " + kind);
        };
    }

    /** The kind whose values a variable of a type has by itself. */
    static Kind usual(String type) {
        return switch (type) {
            case "Bool" -> Kind.FLAG;
            case "Int" -> Kind.NUM;
            case "Float" -> Kind.AMT;
            case "Vector" -> Kind.LOC;
            case "Rotator" -> Kind.ROT;
            case "Name" -> Kind.TAG;
            case "Text" -> Kind.WORDS;
            default -> Kind.STR;
        };
    }

    /** Eighths, which nothing that is taught has. */
    private double eighths(int most) {
        return random.nextInt(most) + 0.125 * (1 + 2 * random.nextInt(4));
    }

    /** What makes a number one that is never taught; nothing where it may be. */
    private int odd(int by) {
        return unseen ? by : 0;
    }

    private double amount() {
        if (unseen) {
            return eighths(9000);
        }
        return switch (random.nextInt(5)) {
            case 0 -> 0.5 * (1 + random.nextInt(40));
            case 1 -> 10.0 * (1 + random.nextInt(100));
            case 2 -> 0.01 * (1 + random.nextInt(999));
            default -> 1 + random.nextInt(100);
        };
    }

    private int step(Kind kind) {
        if (random.nextInt(3) == 0) {
            return 0;
        }
        if (unseen) {
            return (3001 + 2 * random.nextInt(3000)) * (random.nextInt(4) == 0 ? -1 : 1);
        }
        int size = kind == Kind.PUSH
                ? 50 * (1 + random.nextInt(60))
                : kind == Kind.LOC ? 10 * (1 + random.nextInt(200)) : 1 + random.nextInt(200);
        return random.nextInt(4) == 0 ? -size : size;
    }

    private Literal text(String type) {
        return quoted(type, names.text());
    }

    static Literal quoted(String type, String text) {
        List<String> ways = new ArrayList<>(List.of('"' + text + '"', '"' + text + '"', '\'' + text + '\''));
        if (TITLE.matcher(text).matches()) {
            ways.addAll(List.of(text, text, text, text)); // people leave the quotes out where it is plain
        }
        return new Literal(type, text, ways);
    }

    private Literal label() {
        String words = names.label();
        return label(words + (random.nextInt(4) == 0 ? "" : ":"));
    }

    /** Words ahead of a value: the blank behind them is not said without quotes. */
    static Literal label(String said) {
        return new Literal(
                "String",
                said + " ",
                List.of(said, said, said, '"' + said + " \"", '"' + said + " \"", "'" + said + " '"));
    }

    static Literal name(String type, String name) {
        return new Literal(type, name, List.of(name, name, name, '"' + name + '"'));
    }

    /** A dispatcher of the Blueprint itself, which nodes refer to and people call by its name. */
    static Literal dispatcher(String name) {
        return new Literal("Name", "(MemberName=\"" + name + "\",bSelfContext=True)", List.of(name));
    }

    /** A function of an interface: documents write its path, people both names. */
    static Literal message(String owner, String name) {
        return new Literal(
                "Name",
                "/Game/Brewprint/" + owner + "." + owner + "_C:" + name,
                List.of(
                        name + " of " + owner,
                        name + " of the interface " + owner,
                        name + " from the interface " + owner,
                        owner + "'s " + name,
                        "the " + owner + " function " + name,
                        name + " (" + owner + ")"));
    }

    static Literal whole(int value) {
        return new Literal("Int", Integer.toString(value), counted(Integer.toString(value)));
    }

    static Literal number(double value) {
        String dsl = shown(value);
        if (!dsl.endsWith(".0")) {
            return new Literal("Float", dsl, List.of(dsl));
        }
        List<String> ways = new ArrayList<>(counted(dsl.substring(0, dsl.length() - 2)));
        ways.add(dsl);
        return new Literal("Float", dsl, ways);
    }

    /** Small whole numbers are said in words too. */
    private static List<String> counted(String number) {
        int value = Integer.parseInt(number);
        return value < 1 || value > NUMBERS.size()
                ? List.of(number)
                : List.of(number, number, number, NUMBERS.get(value - 1));
    }

    /** Three decimals at most, one at least. */
    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("(\\.\\d+?)0+$", "$1");
    }

    private Literal flag() {
        String value = Boolean.toString(random.nextBoolean());
        return new Literal("Bool", value, List.of(value));
    }

    private static Literal vector(int x, int y, int z) {
        String list = x + ", " + y + ", " + z;
        return new Literal(
                "Vector",
                list,
                List.of("(" + list + ")", list, "X=" + x + " Y=" + y + " Z=" + z, x + " " + y + " " + z));
    }

    private Literal size() {
        String all = shown(unseen ? eighths(5) : 0.25 * (1 + random.nextInt(20)));
        return new Literal(
                "Vector",
                all + ", " + all + ", " + all,
                List.of("(" + all + ", " + all + ", " + all + ")", all + " " + all + " " + all));
    }

    private static Literal alone(String type, int value, String before, String after) {
        return new Literal(type, before + value + after, List.of(Integer.toString(value)));
    }

    private Literal rotator() {
        int pitch = 15 * (random.nextInt(13) - 6) + odd(7);
        int yaw = 15 * (random.nextInt(25) - 12) + odd(4);
        int roll = random.nextInt(3) == 0 ? 15 * (random.nextInt(13) - 6) : 0;
        String list = pitch + ", " + yaw + ", " + roll;
        return new Literal(
                "Rotator", list, List.of("(" + list + ")", list, "pitch " + pitch + " yaw " + yaw + " roll " + roll));
    }

    /** A color that has a name; null for others. */
    static @Nullable Literal colorOf(String written) {
        return COLORS.entrySet().stream()
                .filter(each -> each.getValue().equals(written))
                .findFirst()
                .map(each -> new Literal("LinearColor", written, List.of(each.getKey())))
                .orElse(null);
    }

    private Literal color() {
        String name = Draw.one(random, COLOR_NAMES);
        return new Literal("LinearColor", COLORS.getOrDefault(name, ""), List.of(name));
    }
}
