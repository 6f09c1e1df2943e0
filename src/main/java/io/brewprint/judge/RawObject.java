package io.brewprint.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One {@code Begin Object .. End Object} with what was written in it. It grows while its text is read. */
final class RawObject {
    final String classPath;
    final String name;
    final int line;
    /** Which of several pastes in one text it belongs to: their nodes may share names and ids. */
    final int paste;

    final List<RawLine> properties = new ArrayList<>();
    final List<RawLine> pins = new ArrayList<>();
    final List<RawLine> userPins = new ArrayList<>();
    final List<RawObject> children = new ArrayList<>();
    private final Map<String, RawObject> named = new HashMap<>();

    RawObject(String classPath, String name, int line, int paste) {
        this.classPath = classPath;
        this.name = name;
        this.line = line;
        this.paste = paste;
    }

    /** The class without its module. */
    String className() {
        return classPath.substring(Math.max(classPath.lastIndexOf('.'), classPath.lastIndexOf('/')) + 1);
    }

    boolean isGraph() {
        return className().endsWith("Graph");
    }

    void add(RawObject child) {
        children.add(child);
        named.put(child.name.toLowerCase(Locale.ROOT), child);
    }

    /** Unreal writes an object that is held twice: its class first, what is in it later, by name only. */
    @Nullable
    RawObject declared(String childName) {
        return named.get(childName.toLowerCase(Locale.ROOT));
    }
}
