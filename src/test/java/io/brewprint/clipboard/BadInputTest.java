package io.brewprint.clipboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.brewprint.clipboard.ClipboardException.Kind;
import io.brewprint.translate.Translation;
import io.brewprint.translate.Translator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BadInputTest {
    private static final String NODE = """
            Begin Object Class=/Script/BlueprintGraph.K2Node_CallFunction Name="K2Node_CallFunction_0"
               FunctionReference=(MemberParent="/Script/CoreUObject.Class'/Script/Engine.KismetSystemLibrary'",MemberName="PrintString")
               CustomProperties Pin (PinId=00000000000000000000000000000001,PinName="InString",PinType.PinCategory="string",DefaultValue="%s",)
            End Object
            """;

    @Test
    void unbalancedQuotesAreReadAsFarAsTheyGoAndNamedWithTheirPlace() {
        Clip clip = ClipboardParser.parse(NODE.formatted("it says \\").replace("\\\",)", "\\"));

        assertThat(clip.diagnostics()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Diagnostic.Kind.BAD_PIN);
            assertThat(found.line()).isEqualTo(3);
            assertThat(found.column()).isEqualTo(4);
        });
        assertThat(clip.objects()).hasSize(1);
        assertThat(ClipboardWriter.write(clip)).endsWith("End Object\n");
    }

    @Test
    void zerosInATextAreKeptInValuesAndWholeBinariesAreRefused() {
        Translation translation = new Translator().translate(NODE.formatted("a\0b"), "x.txt");
        assertThat(translation.report().defaults().isWhole()).isTrue();
        assertThat(translation.dsl()).contains("InString=\"a\\u0000b\"");

        var refused = catchThrowableOfType(
                ClipboardException.class, () -> ClipboardParser.parse("PK\3\4\0\0\0\0\n\0\0".repeat(9)));
        assertThat(refused.kind()).isEqualTo(Kind.BINARY);
        assertThat(refused.where().line()).isEqualTo(1);
        assertThat(refused.where().column()).isPositive();
    }

    @Test
    void aMillionNestedObjectsAreRefusedAtTheLimitOfDepth() {
        String deep = "Begin Object Class=/Script/A.B Name=\"a\"\n".repeat(1_000_000);

        var refused = catchThrowableOfType(ClipboardException.class, () -> ClipboardParser.parse(deep));

        assertThat(refused.kind()).isEqualTo(Kind.TOO_DEEP);
        assertThat(refused.where().line()).isEqualTo(65);
        assertThat(refused.where().column()).isEqualTo(1);
        assertThat(refused.remedy()).isNotBlank();
    }

    @Test
    void aMillionObjectsSideBySideAreRefusedAtTheLimitOfTheirNumber() {
        String many = "Begin Object Name=\"a\"\nEnd Object\n".repeat(1_000_000);

        var refused = catchThrowableOfType(ClipboardException.class, () -> ClipboardParser.parse(many));

        assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY);
        assertThat(refused.where().line()).isEqualTo(1_000_001);
    }

    @Test
    void aLineOfAnyLengthCostsNoMoreThanItsText() {
        byte[] line = NODE.formatted("x".repeat(48 << 20)).getBytes(StandardCharsets.UTF_8);
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();

        Clip clip = ClipboardParser.parse(line, ClipboardLimits.DEFAULT);

        runtime.gc();
        long kept = runtime.totalMemory() - runtime.freeMemory() - before;
        assertThat(clip.objects()).hasSize(1);
        assertThat(kept).as("bytes kept for a line of 48 MiB").isLessThan(200L << 20);
        var refused = catchThrowableOfType(
                ClipboardException.class, () -> ClipboardParser.parse(line, new ClipboardLimits(1 << 20, 64, 1000)));
        assertThat(refused.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(refused.getMessage()).contains("the limit is 1048576");
    }

    @Test
    void openParenthesesWithoutEndAreNoTroubleForTheStack() {
        Translation translation = new Translator().translate(NODE.replace("\"%s\"", "(".repeat(2_000_000)), "x.txt");

        assertThat(translation.report().nodes().isWhole()).isTrue();
        assertThat(translation.report().diagnostics()).isNotEmpty();
    }

    @Test
    void manyBrokenLinesGiveABoundedListOfRepairs() {
        String text = NODE.formatted("a").replace("End Object", "nonsense\n".repeat(100_000) + "End Object");

        assertThat(ClipboardParser.parse(text).diagnostics()).hasSizeLessThanOrEqualTo(1_000);
    }
}
