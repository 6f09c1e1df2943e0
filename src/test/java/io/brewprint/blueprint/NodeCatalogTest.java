package io.brewprint.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class NodeCatalogTest {
    private final NodeCatalog catalog = NodeCatalog.standard();

    @Test
    void names_and_members_are_unique_and_words() {
        var names = new HashSet<String>();
        var members = new HashSet<String>();
        for (NodeType type : catalog.types()) {
            assertThat(names.add(type.name())).as(type.name()).isTrue();
            assertThat(type.name()).matches("\\w+");
            assertThat(type.nodeClass()).startsWith("K2Node_");
            assertThat(type.member().isEmpty() || members.add(type.member())).as(type.member()).isTrue();
        }
        assertThat(names).hasSizeGreaterThan(300);
    }

    @Test
    void pins_are_of_known_types_and_unique_on_each_side() {
        int known = 0;
        for (NodeType type : catalog.types()) {
            var seen = new HashSet<String>();
            for (PinSpec pin : catalog.pins(type.name())) {
                known++;
                assertThat(seen.add(pin.output() + pin.name())).as(type.name() + "." + pin.name()).isTrue();
                assertThat(UnrealType.of(pin.type()).category()).isNotEmpty();
            }
        }
        assertThat(known).isGreaterThan(500);
    }

    @Test
    void types_become_what_unreal_writes() {
        assertThat(UnrealType.of("Float")).isEqualTo(new UnrealType("real", "double", "", "None"));
        assertThat(UnrealType.of("Array<Vector>"))
                .isEqualTo(new UnrealType("struct", "", "/Script/CoreUObject.Vector", "Array"));
        assertThat(UnrealType.of("Class<Actor>").reference())
                .isEqualTo("\"/Script/CoreUObject.Class'/Script/Engine.Actor'\"");
        assertThat(UnrealType.of("BP_Door").reference())
                .isEqualTo("\"/Script/Engine.BlueprintGeneratedClass'/Game/Brewprint/BP_Door.BP_Door_C'\"");
        assertThat(UnrealType.of("Bool").reference()).isEqualTo("None");
    }

    @Test
    void a_functions_type_is_found_by_its_path_and_an_own_call_by_its_name() {
        assertThat(catalog.byMember("/Script/Engine.KismetSystemLibrary:PrintString")).get()
                .extracting(NodeType::name).isEqualTo("PrintString");
        assertThat(catalog.byOwnMember("K2_DestroyActor")).get().extracting(NodeType::name).isEqualTo("DestroyActor");
        // Widgets and scene components both have one: nothing tells which is meant.
        assertThat(catalog.byOwnMember("SetVisibility")).isEmpty();
        assertThat(catalog.byOwnMember("PrintString")).isEmpty();
    }
}
