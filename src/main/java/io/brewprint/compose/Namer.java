package io.brewprint.compose;

import io.brewprint.blueprint.NodeCatalog;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Names as people make them, none twice in a Blueprint. */
final class Namer {
    private static final Set<String> PINS = Set.of("Target", "Self", "Execute", "Then");

    private final Random random;
    private final WordBook book;
    /** One word in so many is none that anybody knows. */
    private final int invented;

    private final Set<String> taken = new HashSet<>();

    /**
     * A namer.
     *
     * @param random its own: other names change nothing else
     * @param everyday whether most names are of English words
     */
    Namer(Random random, boolean everyday, WordBook book) {
        this.random = random;
        this.book = book;
        invented = everyday ? 8 : 3;
    }

    /** Its own random numbers. */
    Random random() {
        return random;
    }

    /** Whether its words are such as are never taught. */
    boolean unseen() {
        return book == WordBook.UNSEEN;
    }

    /** A Blueprint's own name. */
    String blueprint(String parent) {
        String prefix = parent.equals("UserWidget") ? "WBP_" : random.nextInt(6) == 0 ? "" : "BP_";
        return free(() -> prefix + camel(1 + random.nextInt(3)));
    }

    /** Another class or an asset. */
    String prefixed(String prefix) {
        return free(() -> prefix + camel(1 + random.nextInt(2)));
    }

    /** A variable. */
    String variable(String type) {
        return free(() -> {
            String name = camel(1 + random.nextInt(2));
            return switch (random.nextInt(12)) {
                case 0 -> name.toLowerCase(Locale.ROOT);
                case 1 -> Character.toLowerCase(name.charAt(0)) + name.substring(1);
                case 2 -> snake();
                case 3 -> name + random.nextInt(10);
                default ->
                    type.equals("Bool") && random.nextBoolean()
                            ? Draw.one(random, List.of("b", "Is", "Has", "Can", "Was")) + name
                            : name;
            };
        });
    }

    /** An event, an input action, a level. */
    String plain() {
        return free(() -> camel(1 + random.nextInt(3)));
    }

    /** An event dispatcher: most are called by what has happened. */
    String dispatcher() {
        String prefix = random.nextInt(3) > 0 ? "On" : "";
        return free(() -> prefix + camel(1 + random.nextInt(2)));
    }

    /** A function of an interface: no node is called so. */
    String message() {
        String name = plain();
        while (isNode(name) || isNode("Event_" + name)) {
            name = plain();
        }
        return name;
    }

    private static boolean isNode(String name) {
        return NodeCatalog.standard().byName(name).isPresent();
    }

    /** An input or output of a function: no pin of a call is called so. */
    String parameter() {
        String name = plainWord();
        while (PINS.contains(name)) {
            name = plainWord();
        }
        return name;
    }

    private String plainWord() {
        return free(() -> camel(1 + random.nextInt(2)));
    }

    /** A tag or a socket. */
    String tag() {
        return free(() -> random.nextInt(4) == 0 ? snake() : camel(1));
    }

    /** A text of one to five words. */
    String text() {
        var text = new StringBuilder();
        int words = 1 + Math.min(random.nextInt(5), random.nextInt(5));
        for (int i = 0; i < words; i++) {
            String word = book.word(random, invented);
            boolean upper = i == 0 ? random.nextInt(5) > 0 : random.nextInt(4) == 0;
            text.append(i == 0 ? "" : " ").append(upper ? title(word) : word);
        }
        return switch (random.nextInt(14)) {
            case 0 -> text + "!";
            case 1 -> text + "...";
            case 2 -> text + ": ";
            case 3 -> text + " " + random.nextInt(100);
            case 4 -> text + "?";
            default -> text.toString();
        };
    }

    /** One to three words ahead of a value. */
    String label() {
        String words = title(book.word(random, invented));
        for (int i = random.nextInt(3); i > 0; i--) {
            String word = book.word(random, invented);
            words += " " + (random.nextBoolean() ? title(word) : word);
        }
        return words;
    }

    private String snake() {
        return book.word(random, invented) + "_" + book.word(random, invented);
    }

    private String camel(int words) {
        var name = new StringBuilder();
        for (int i = 0; i < words; i++) {
            name.append(title(book.word(random, invented)));
        }
        return name.toString();
    }

    private static String title(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String free(Supplier<String> make) {
        String name = make.get();
        while (!taken.add(name)) {
            name = make.get();
        }
        return name;
    }
}
