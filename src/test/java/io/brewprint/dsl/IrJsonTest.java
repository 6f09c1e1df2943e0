package io.brewprint.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.brewprint.config.Fault;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IrJsonTest {
    @Test
    void a_document_becomes_the_originals_form() throws Exception {
        JsonNode root = new ObjectMapper().readTree(IrJson.write(Dsl.parse("""
                BLUEPRINT: BP_Door
                PARENT: Actor
                VAR Health: Float = 5
                GRAPH: EventGraph
                NODE n1: Event_BeginPlay
                NODE n2: PrintString [InString=Hi]
                NODE n3: VariableGet [VarName=Health]
                NODE n4: CastToCharacter
                NODE n5: Frobnicate
                EXEC n1.Then -> n2.Execute
                EXEC n2.Then -> n4.Execute
                DATA n3.Value -> n2.InString [Float]
                """).document()));

        assertThat(root.at("/metadata/name").asText()).isEqualTo("BP_Door");
        assertThat(root.at("/metadata/parent_class").asText()).isEqualTo("Actor");
        assertThat(root.at("/variables/0/default").asText()).isEqualTo("5");
        assertThat(root.at("/nodes/0/ue_event").asText()).isEqualTo("ReceiveBeginPlay");
        assertThat(root.at("/nodes/1/ue_class").asText()).isEqualTo("UK2Node_CallFunction");
        assertThat(root.at("/nodes/1/ue_function").asText())
                .isEqualTo("/Script/Engine.KismetSystemLibrary:PrintString");
        assertThat(root.at("/nodes/1/params/InString").asText()).isEqualTo("Hi");
        assertThat(root.at("/nodes/2/param_key").asText()).isEqualTo("VarName");
        assertThat(root.at("/nodes/3/cast_class").asText()).isEqualTo("Character");
        assertThat(root.at("/nodes/3/position/0").asInt()).isEqualTo(600);
        assertThat(root.at("/nodes/4/ue_class").asText()).isEqualTo("UNMAPPED");
        assertThat(root.at("/connections/2/data_type").asText()).isEqualTo("Float");
        assertThat(root.has("graphs")).as("one EventGraph needs no list").isFalse();
    }

    @Property(tries = 1_000)
    void what_is_written_is_read_again(@ForAll("documents") Document document) {
        for (Graph graph : document.graphs()) {
            graph.nodes().forEach(node -> Assume.that(distinct(node.attributes())));
            graph.comments().forEach(comment -> Assume.that(distinct(comment.attributes())));
        }
        Assume.that(!document.graphs().isEmpty());

        assertThat(IrJson.read(IrJson.write(document))).isEqualTo(document);
    }

    private static boolean distinct(List<Attribute> attributes) {
        var names = new HashSet<String>();
        return attributes.stream().allMatch(attribute -> names.add(attribute.name()));
    }

    @Test
    void values_as_connections_become_attributes_and_rubbish_is_refused() {
        Document document = IrJson.read("""
                {"metadata": {"name": "BP_X"}, "variables": [], "nodes": [{"id": "n1", "dsl_type": "Delay", "params": {}}],
                 "connections": [{"type": "data_literal", "dst_node": "n1", "dst_pin": "Duration", "value": 2.5}]}""");

        assertThat(document.graphs().getFirst().nodes().getFirst().attribute("Duration"))
                .contains("2.5");
        assertThatThrownBy(() -> IrJson.read("{"))
                .isInstanceOfSatisfying(
                        Fault.class, error -> assertThat(error.where().line()).isEqualTo(1));
        assertThatThrownBy(() -> IrJson.read("[]")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> IrJson.read("{\"nodes\": [{}]}")).hasMessageContaining("\"id\"");
    }

    @Provide
    Arbitrary<Document> documents() {
        return Documents.documents();
    }
}
