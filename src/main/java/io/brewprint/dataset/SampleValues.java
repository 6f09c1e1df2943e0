package io.brewprint.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Values for synthetic Blueprints: names, texts and numbers. */
final class SampleValues {
    static final List<String> ACTIONS = List.of(
            "Jump", "Fire", "Interact", "Reload", "Sprint", "Crouch", "Use", "Dash", "Open", "Pause", "Aim", "Drop");
    static final List<String> EVENTS = List.of(
            "OnAlarm",
            "StartWave",
            "ResetRoom",
            "OpenGate",
            "OnScored",
            "Respawn",
            "FinishLevel",
            "LightsOut",
            "OnPickup",
            "Explode");
    static final List<String> BOOLS =
            List.of("IsOpen", "IsActive", "HasKey", "IsLocked", "IsAlive", "CanFire", "IsReady", "WasSeen");
    static final List<String> INTS = List.of("Score", "Count", "Ammo", "Lives", "Coins", "Level", "Keys", "Hits");
    static final List<String> FLOATS = List.of("Health", "Speed", "Power", "Armor", "Fuel", "Energy", "Shield", "Heat");
    static final List<String> CLASSES =
            List.of("BP_Enemy", "BP_Coin", "BP_Bullet", "BP_Crate", "BP_Rocket", "BP_Guard", "BP_Barrel", "BP_Spark");
    static final List<String> SOUNDS =
            List.of("Explosion", "Click", "Alarm", "Chime", "Footstep", "Engine", "Splash", "Whoosh");
    static final List<String> PARTS = List.of("Mesh", "Body", "Crate", "Ball");
    static final List<String> WIDGETS = List.of("WBP_Menu", "WBP_Hud", "WBP_Score", "WBP_Pause", "WBP_Map", "WBP_Shop");
    static final List<String> CASTS = List.of("Character", "BP_Hero", "BP_Vehicle");
    private static final List<String> FIRST = List.of(
            "Door",
            "Game",
            "Player",
            "Enemy",
            "Alarm",
            "Bridge",
            "Light",
            "Level",
            "Treasure",
            "Trap",
            "Wave",
            "Engine",
            "Portal",
            "Bomb",
            "Shield",
            "Timer",
            "Key",
            "Lift",
            "Guard",
            "Fire");
    private static final List<String> SECOND = List.of(
            "opened",
            "started",
            "found",
            "is ready",
            "lost",
            "closed",
            "moved",
            "stopped",
            "hit",
            "armed",
            "reached",
            "done",
            "saved",
            "failed",
            "waiting",
            "online",
            "offline",
            "cleared");

    private SampleValues() {}

    static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A short text to print. */
    static String text(Random random) {
        return pick(random, FIRST) + " " + pick(random, SECOND);
    }

    /** A name of two words, such as DoorPortal. */
    static String name(Random random) {
        return pick(random, FIRST) + pick(random, FIRST);
    }

    /** A duration from 0.5 to 9.5 with one decimal. */
    static String seconds(Random random) {
        return String.format(Locale.ROOT, "%.1f", 0.5 + random.nextInt(19) * 0.5);
    }

    /** A whole number from {@code low} to {@code high}, a multiple of {@code step}. */
    static String number(Random random, int low, int high, int step) {
        return Integer.toString(low + step * random.nextInt((high - low) / step + 1));
    }
}
