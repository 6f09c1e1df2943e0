package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.blueprint.NodeCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The original's lessons: every answer parses, and each of those that are faulted is faulted for a reason. */
class LessonCorpusTest {
    /**
     * The answers with errors, and their codes. BP007: Pressed or Then leads to a Gate and to a second node, where
     * Unreal allows one wire. BP026: a pin that no such node has, TargetActors of BeginPlay for one. BP027: a rotator
     * made of X, Y and Z. BP031: Lerp, which takes floats, between vectors; a widget that is no user widget; a rotator
     * multiplied as a float. BP034: EqualEqual, which compares numbers, with a word.
     */
    private static final Map<String, String> FAULTED = Map.ofEntries(
            Map.entry("correction_v3a C3A_01", "[BP031]"),
            Map.entry("correction_v3a C3A_02", "[BP031]"),
            Map.entry("correction_v3a C3A_03", "[BP031]"),
            Map.entry("correction_v3a C3A_09", "[BP007]"),
            Map.entry("correction_v3a C3A_10", "[BP007]"),
            Map.entry("correction_v4a C4A_01", "[BP031]"),
            Map.entry("correction_v4a C4A_02", "[BP031]"),
            Map.entry("correction_v4a C4A_03", "[BP031]"),
            Map.entry("correction_v4a C4A_10", "[BP007]"),
            Map.entry("correction_v4a C4A_11", "[BP007]"),
            Map.entry("correction_v4a C4A_13", "[BP031]"),
            Map.entry("lesson_01 L01_02", "[BP027, BP031]"),
            Map.entry("lesson_01 L01_04", "[BP026]"),
            Map.entry("lesson_01 L01_10", "[BP026]"),
            Map.entry("correction_v4a C4A_04", "[BP034]"),
            Map.entry("correction_v4a C4A_05", "[BP034]"),
            Map.entry("lesson_01 L01_15", "[BP026]"),
            Map.entry("lesson_01 L01_16", "[BP026]"),
            Map.entry("lesson_03 L03_17", "[BP007]"),
            Map.entry("lesson_07 L07_18", "[BP007]"),
            Map.entry("lesson_09 L09_16", "[BP034]"));

    @Test
    void every_expected_answer_parses_and_the_faulted_ones_are_known() throws Exception {
        String place = System.getenv("BREWPRINT_CORPUS");
        Path lessons = Path.of(place == null ? "../shared/corpus" : place, "lessons");
        assumeTrue(Files.isDirectory(lessons), "no corpus at " + lessons);
        int answers = 0;
        var faults = new TreeMap<String, TreeSet<String>>();
        var unknown = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(lessons, "*.json")) {
            for (Path file : files) {
                for (JsonNode prompt :
                        new ObjectMapper().readTree(file.toFile()).get("prompts")) {
                    String text = prompt.get("expected_dsl").asText();
                    answers++;
                    assertThat(Dsl.parse(text).problems()).allMatch(problem -> problem.severity() == Severity.HINT);
                    String printed = Dsl.print(Dsl.parse(text).document());
                    assertThat(Dsl.print(Dsl.parse(printed).document())).isEqualTo(printed);
                    String at = file.getFileName().toString().replace(".json", " ")
                            + prompt.get("id").asText();
                    for (Problem problem : Dsl.check(text)) {
                        if (problem.severity() == Severity.ERROR) {
                            faults.computeIfAbsent(at, key -> new TreeSet<>()).add(problem.code());
                        }
                        if (problem.code().equals("BP025")) {
                            unknown.add(problem.message());
                        }
                    }
                }
            }
        }
        assertThat(answers).isEqualTo(129);
        assertThat(unknown).isEmpty();
        var codes = new TreeMap<String, String>();
        faults.forEach((at, found) -> codes.put(at, found.toString()));
        assertThat(codes).isEqualTo(new TreeMap<>(FAULTED));
    }

    @Test
    void all_types_that_the_lessons_use_are_in_the_catalog() {
        String types = """
                PrintString VariableGet Event_BeginPlay Branch VariableSet Event_InputAction Event_ActorBeginOverlap
                AddToViewport Event_Tick GetActorLocation CreateWidget LessThan Event_Custom SetTimerByFunctionName
                DestroyActor Delay GetDistanceTo IsValid Concatenate RemoveFromParent ForEachLoop CastToCharacter
                SpawnActorFromClass SetActorLocation MultiplyFloat GreaterThan GetPlayerPawn AddInt SubtractFloat
                ArrayLength AddFloat Gate ClearTimerByFunctionName Lerp Event_AnyDamage ForLoop DoOnce GetDisplayName
                AddImpulse ArrayAdd MakeVector FlipFlop AddActorLocalRotation PlaySoundAtLocation Event_ActorEndOverlap
                Event_EndPlay SwitchOnInt Sequence SetActorHiddenInGame SetSimulatePhysics EqualEqual WhileLoop
                CastToPawn SetVisibility AddActorLocalOffset GetGameTimeInSeconds RandomInteger RandomFloat Clamp
                ArrayGet BreakVector GetActorForwardVector MultiGate DivideFloat SubtractInt SwitchOnString CallEvent
                GetVariable SetVariable ToggleVisibility RetriggerableDelay Event_Hit ArrayRemoveIndex MakeRotator
                Event_CustomEvent GetActorRotation SpawnActor PlaySound LessThanFloat NotBool ActorHasTag Subtract
                Multiply Add AddForce GetInputAxisValue Sin CastToPlayerController Modulo Max BooleanAND NOT BooleanOR
                ArrayContains ArrayClear ArrayRemove
                """;
        NodeCatalog catalog = NodeCatalog.standard();

        String[] names = types.strip().split("\\s+");
        assertThat(names).hasSize(96);
        for (String name : names) {
            boolean known = catalog.signature(name) != null || catalog.alias(name) != null;
            assertThat(known).as(name).isTrue();
        }
    }
}
