package io.brewprint.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brewprint.config.Where;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCatalogTest {
    private static final String DOOR = """
            {"types": [{"name": "OpenDoor", "member": "/Script/My.Door:Open", "inputs": ["Execute:exec", "Speed:Float=1.0"],
              "outputs": ["Then:exec"], "latent": true, "aliases": ["UnlockDoor"]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void types_of_a_user_stand_over_the_standard_ones() throws Exception {
        Files.writeString(folder.resolve("door.json"), DOOR);
        Files.writeString(folder.resolve("over.json"), """
                {"types": [{"name": "Delay", "member": "/Script/My.Time:Wait", "inputs": ["Seconds:Float"]}]}""");

        NodeCatalog catalog = NodeCatalog.load(folder);

        NodeSignature door = catalog.signature("OpenDoor");
        assertThat(door).isNotNull();
        assertThat(door.isLatent()).isTrue();
        assertThat(door.pin("Speed", false)).extracting(PinSpec::ownDefault).isEqualTo("1.0");
        assertThat(catalog.byMember("/Script/My.Door:Open"))
                .get()
                .extracting(NodeType::name)
                .isEqualTo("OpenDoor");
        assertThat(catalog.alias("UnlockDoor")).extracting(Alias::type).isEqualTo("OpenDoor");
        assertThat(catalog.signature("Delay").pin("Seconds", false)).isNotNull();
        assertThat(catalog.signature("Delay").pin("Duration", false)).isNull();
        assertThat(NodeCatalog.standard().signature("OpenDoor")).isNull();
        assertThat(NodeCatalog.load(folder.resolve("absent")).types())
                .hasSameSizeAs(NodeCatalog.standard().types());
    }

    @Test
    void a_bad_file_is_refused_in_one_line_that_says_where() {
        assertThatThrownBy(() -> CatalogFile.read("{\"types\": [{", Where.in("x.json")))
                .isInstanceOf(CatalogException.class)
                .hasMessageStartingWith("x.json:1:");
        assertThatThrownBy(() -> CatalogFile.read("[]", Where.in("x.json"))).hasMessageContaining("{\"types\": [..]}");
        assertThatThrownBy(() -> CatalogFile.read("{\"types\": [{\"name\": \"a b\"}]}", Where.in("x.json")))
                .hasMessageStartingWith("x.json:1:12: ")
                .hasMessageContaining("\"a b\"");
        assertThatThrownBy(() -> CatalogFile.read(
                        "{\"types\": [{\"name\": \"A\", \"inputs\": [\"Speed\"]}]}", Where.in("x.json")))
                .isInstanceOf(CatalogException.class);
        assertThatThrownBy(
                        () -> CatalogFile.read("{\"types\": [{\"name\": \"A\", \"inptus\": []}]}", Where.in("x.json")))
                .hasMessageContaining("inptus");
        assertThatThrownBy(() -> CatalogFile.read(
                        DOOR.replace(
                                "]}]}", "]}, {\"name\": \"OpenDoor\", " + "\"member\": \"/Script/My.Door:Close\"}]}"),
                        Where.in("x.json")))
                .hasMessageContaining("second type");
    }

    @Test
    void what_is_written_is_read_again() {
        List<CatalogEntry> entries = CatalogFile.read(DOOR, Where.in("door.json"));

        assertThat(CatalogFile.read(CatalogFile.write(entries), Where.in("again.json")))
                .isEqualTo(entries);
    }

    @Test
    void nodes_seen_become_entries_and_known_ones_do_not() {
        var learner = new CatalogLearner(NodeCatalog.standard());
        var execute = pin("Execute", "exec", false, null);
        learner.observe(call(
                "OpenDoor",
                "/Script/My.Door:Open",
                execute,
                new PinSpec("LatentInfo", "LatentActionInfo", false, true, null),
                pin("Then", "exec", true, null),
                pin("Key", "Name", false, "a;b")));
        learner.observe(call("OpenDoor", "/Script/My.Door:Open", pin("Key", "String", false, null)));
        learner.observe(call("OpenDoor", "/Script/My.Gate:Open", execute, pin("Way", "Name", false, "a;b=c")));
        learner.observe(call("CallFunction", "Mine", execute));

        List<CatalogEntry> entries = learner.entries();

        assertThat(entries).extracting(CatalogEntry::name).containsExactly("OpenDoor", "OpenDoor_Gate");
        assertThat(entries.getFirst().latent()).isTrue();
        assertThat(entries.getFirst().pins())
                .extracting(PinSpec::text)
                .containsExactly("Execute:exec", "Key:Wildcard", "Then:exec");
        assertThat(CatalogFile.read(CatalogFile.write(entries), Where.in("learned.json")))
                .isEqualTo(entries);
        assertThat(learner.unknown()).isEqualTo(3);
        assertThat(learner.own()).containsOnlyKeys("Mine");
    }

    @Test
    void a_known_type_is_held_against_the_catalog_pin_by_pin() {
        var learner = new CatalogLearner(NodeCatalog.standard());
        List<PinSpec> pins = NodeCatalog.standard().signature("Delay").pins();
        learner.observe(new SeenNode("Delay", "K2Node_CallFunction", "x", true, pins));
        assertThat(learner.known()).containsEntry("Delay", 1);
        assertThat(learner.disagreements()).isEmpty();

        learner.observe(new SeenNode(
                "Delay",
                "K2Node_CallFunction",
                "x",
                true,
                List.of(
                        pin("Execute", "exec", false, null),
                        pin("Duration", "Vector", false, null),
                        pin("Speed", "Float", false, null))));

        assertThat(learner.disagreements())
                .containsExactly(
                        "Delay: input Duration is Vector in the export and Float in the catalog",
                        "Delay: input Speed is Float in the export and not in the catalog",
                        "Delay: output Completed is exec in the catalog and not in the export");
    }

    @Test
    void a_class_of_a_plugin_keeps_its_path() {
        var learner = new CatalogLearner(NodeCatalog.standard());
        learner.observe(
                new SeenNode("Blink", "/Script/My.K2Node_Blink", "", false, List.of(pin("Then", "exec", true, null))));

        NodeCatalog catalog = NodeCatalog.of(learner.entries());

        assertThat(catalog.byClass("K2Node_Blink"))
                .get()
                .extracting(NodeType::nodeClass)
                .isEqualTo("/Script/My.K2Node_Blink");
        assertThat(catalog.knowsClass("K2Node_Blink")).isTrue();
    }

    private static PinSpec pin(String name, String type, boolean output, String own) {
        return new PinSpec(name, type, output, false, own);
    }

    private static SeenNode call(String name, String member, PinSpec... pins) {
        return new SeenNode(name, "K2Node_CallFunction", member, false, List.of(pins));
    }
}
