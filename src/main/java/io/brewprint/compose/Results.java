package io.brewprint.compose;

import io.brewprint.compose.Wording.Part;
import io.brewprint.compose.Wording.Place;
import io.brewprint.compose.Wording.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Orders told as what comes of them: print the text becomes the text is printed, let the door rise becomes the door
 * rises. By rule, from the same wordings: who can say it as an order can say it so.
 */
final class Results {
    private static final Pattern WORD = Pattern.compile("[a-z]+");
    private static final Set<String> PARTICLES = Set.of("on", "off", "up", "out", "back", "down", "over", "away");
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "all", "every", "each");
    private static final Pattern PREPOSITION = Pattern.compile(
            " (?:to|by|with|at|in|into|on|onto|off|from|and|up|down|for|over|according|between|along)\\b");
    private static final Pattern NOUN = Pattern.compile(" (?:text|letters|second|seconds|times|units|degrees)\\b");
    private static final Pattern SECOND = Pattern.compile(" and (?:then )?[a-z]+ (?:it|them)\\b");
    /** What follows it may be a verb or a state. */
    private static final Set<String> STATES = Set.of(
            "active",
            "inactive",
            "invisible",
            "visible",
            "hidden",
            "shown",
            "enabled",
            "disabled",
            "collapsed",
            "empty",
            "solid",
            "ghostly",
            "weightless",
            "true",
            "false",
            "unseen");
    /** Verbs that follow make, let and have. */
    private static final Set<String> DOES = Set.of(
            ("appear reappear answer be become block chase climb come collide crouch die disappear drift drop duck equal"
                            + " expire face fall feel float fly follow go grow have jump land live look lose move pass"
                            + " play possess read rise rotate run say shift shine show simulate sink sound spin stand stay"
                            + " stop suffer take tick turn vanish walk")
                    .split(" "));
    /** What is done to things, with its participle where that is not regular. */
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("bind", "bound"),
            Map.entry("blow", "blown"),
            Map.entry("bring", "brought"),
            Map.entry("cut", "cut"),
            Map.entry("drive", "driven"),
            Map.entry("fling", "flung"),
            Map.entry("freeze", "frozen"),
            Map.entry("give", "given"),
            Map.entry("grow", "grown"),
            Map.entry("hide", "hidden"),
            Map.entry("hit", "hit"),
            Map.entry("hold", "held"),
            Map.entry("hurt", "hurt"),
            Map.entry("keep", "kept"),
            Map.entry("overwrite", "overwritten"),
            Map.entry("put", "put"),
            Map.entry("reset", "reset"),
            Map.entry("run", "run"),
            Map.entry("say", "said"),
            Map.entry("send", "sent"),
            Map.entry("set", "set"),
            Map.entry("shoot", "shot"),
            Map.entry("show", "shown"),
            Map.entry("shrink", "shrunk"),
            Map.entry("shut", "shut"),
            Map.entry("spin", "spun"),
            Map.entry("split", "split"),
            Map.entry("stick", "stuck"),
            Map.entry("strike", "struck"),
            Map.entry("swing", "swung"),
            Map.entry("take", "taken"),
            Map.entry("throw", "thrown"),
            Map.entry("unbind", "unbound"),
            Map.entry("unset", "unset"),
            Map.entry("write", "written"));

    private static final Set<String> DOUBLED =
            Set.of("drop", "flip", "skip", "snap", "stop", "swap", "log", "pin", "submit", "unplug");
    private static final Set<String> REGULAR = Set.of(
            ("activate add align announce append apply assign attach beam block boost broadcast bump call cancel catapult"
                            + " change clamp clear cloak close collapse collect concatenate conceal connect construct"
                            + " create damage deactivate decrease decrement deduct delete despawn destroy detach dim"
                            + " disable disconnect dismiss displace display divide drain drop elevate eliminate emit"
                            + " empty enable execute extend fasten fill fire flip generate glue halt hand hook increase"
                            + " increment insert invert invoke issue join kick kill launch lift limit load log loosen"
                            + " lower mark move multiply mute negate nudge open orient output paint pause pin place play"
                            + " point position possess post print pull push raise record reduce refill regenerate"
                            + " register release relocate remember remove replace report resize restart restrict resume"
                            + " reveal reverse rotate save scale schedule shift shove shuffle silence skip snap spawn"
                            + " squeeze start stop store subtract summon suspend swap switch teleport terminate tick"
                            + " tilt toggle trigger turn uncover unhook unpause untick update warp wipe")
                    .split(" "));
    private static final String[] AUXILIARY = {" is ", " gets ", " is ", " should be ", " gets ", " must be "};

    private Results() {}

    /** An order as its result; null where it does not begin with something that is done to a thing. */
    static @Nullable List<Part> of(List<Part> said, Random random) {
        List<Part> order = joined(said);
        if (order.size() < 2 || !(order.getFirst() instanceof Words words)) {
            return null;
        }
        Matcher verb = WORD.matcher(words.text());
        if (!verb.lookingAt()) {
            return null;
        }
        String rest = words.text().substring(verb.end());
        return switch (verb.group()) {
            case "let", "make", "have" -> rest.equals(" ") ? does(verb.group(), order, random) : null;
            default -> {
                String participle = participle(verb.group());
                yield participle == null ? null : done(participle, rest, order, random);
            }
        };
    }

    /** Words that stand side by side, where choices were, as one. */
    private static List<Part> joined(List<Part> said) {
        List<Part> joined = new ArrayList<>();
        for (Part part : said) {
            if (part instanceof Words next && !joined.isEmpty() && joined.getLast() instanceof Words before) {
                joined.set(joined.size() - 1, new Words(before.text() + next.text()));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    /** Let, make or have something do something, or be something. */
    private static @Nullable List<Part> does(String verb, List<Part> order, Random random) {
        if (!(order.get(1) instanceof Place thing) || thing.whose() || order.size() < 3) {
            return null;
        }
        if (!(order.get(2) instanceof Words words)) {
            return null;
        }
        List<Part> result = new ArrayList<>();
        result.add(thing);
        String text = words.text();
        Matcher next = WORD.matcher(text);
        if (text.equals(" ") && verb.equals("make")) {
            result.add(new Words(" becomes "));
        } else if (text.startsWith(" ") && next.find() && next.start() == 1) {
            String word = next.group();
            String behind = text.substring(next.end());
            if (word.equals("be")) {
                result.add(new Words(" is" + behind));
            } else if (DOES.contains(word) && !(verb.equals("have") && word.equals("play"))) {
                result.add(new Words(" " + Verbs.third(word + behind)));
            } else if (verb.equals("make") && STATES.contains(word)) {
                result.add(new Words((random.nextBoolean() ? " becomes " : " turns ") + word + behind));
            } else if (verb.equals("have") && isParticiple(word)) {
                result.add(new Words(auxiliary(random) + word + behind));
            } else {
                return null;
            }
        } else {
            return null;
        }
        result.addAll(order.subList(3, order.size()));
        return result;
    }

    private static @Nullable List<Part> done(String participle, String behind, List<Part> order, Random random) {
        String rest = behind;
        String particle = "";
        Matcher word = WORD.matcher(rest);
        if (word.find() && PARTICLES.contains(word.group())) {
            particle = " " + word.group();
            rest = rest.substring(word.end());
            word = WORD.matcher(rest);
        } else {
            word.reset();
        }
        boolean bare = rest.equals(" ");
        if (PREPOSITION.matcher(rest).find()) {
            return null; // what is named is no object, but where to or with what
        }
        if (!rest.startsWith(" ") || !(bare || (word.find() && ARTICLES.contains(word.group())))) {
            return null;
        }
        if (!(order.get(1) instanceof Place place)) {
            return null;
        }
        if (goesOn(order, place.whose())) {
            return null;
        }
        List<Part> result = new ArrayList<>();
        if (!bare) {
            result.add(new Words(rest.substring(1)));
        }
        result.add(place);
        int next = 2;
        String left = "";
        if (place.whose()) {
            if (order.size() < 3 || !(order.get(2) instanceof Words owned)) {
                return null;
            }
            Matcher end = PREPOSITION.matcher(owned.text());
            int cut = end.find() ? end.start() : owned.text().length();
            result.add(new Words(owned.text().substring(0, cut)));
            left = owned.text().substring(cut);
            next = 3;
        }
        result.add(new Words(auxiliary(random) + participle + particle + left));
        result.addAll(order.subList(next, order.size()));
        return result;
    }

    /** Whether the thing's name goes on behind its place, or a second order follows. */
    private static boolean goesOn(List<Part> order, boolean whose) {
        boolean on = !whose
                && order.size() > 2
                && order.get(2) instanceof Words next
                && NOUN.matcher(next.text()).lookingAt();
        return on
                || order.stream()
                        .anyMatch(part -> part instanceof Words words
                                && SECOND.matcher(words.text()).find());
    }

    private static String auxiliary(Random random) {
        return AUXILIARY[random.nextInt(AUXILIARY.length)];
    }

    private static boolean isParticiple(String word) {
        return IRREGULAR.containsValue(word) || word.endsWith("ed");
    }

    private static @Nullable String participle(String verb) {
        String irregular = IRREGULAR.get(verb);
        if (irregular != null || !REGULAR.contains(verb)) {
            return irregular;
        }
        if (DOUBLED.contains(verb)) {
            return verb + verb.charAt(verb.length() - 1) + "ed";
        }
        if (verb.endsWith("e")) {
            return verb + "d";
        }
        return verb.endsWith("y") && !verb.matches(".*[aeiou]y")
                ? verb.substring(0, verb.length() - 1) + "ied"
                : verb + "ed";
    }
}
