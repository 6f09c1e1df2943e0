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
            assertThat(type.member().isEmpty() || members.add(type.member()))
                    .as(type.member())
                    .isTrue();
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
                assertThat(seen.add(pin.output() + pin.name()))
                        .as(type.name() + "." + pin.name())
                        .isTrue();
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
        assertThat(UnrealType.of("Integer")).isEqualTo(UnrealType.of("Int"));
        assertThat(UnrealType.of("Map<integer,boolean>")).isEqualTo(UnrealType.of("Map<Int,Bool>"));
    }

    @Test
    void a_functions_type_is_found_by_its_path_and_an_own_call_by_its_name() {
        assertThat(catalog.byMember("/Script/Engine.KismetSystemLibrary:PrintString"))
                .get()
                .extracting(NodeType::name)
                .isEqualTo("PrintString");
        assertThat(catalog.byOwnMember("K2_DestroyActor"))
                .get()
                .extracting(NodeType::name)
                .isEqualTo("DestroyActor");
        // Widgets and scene components both have one: nothing tells which is meant.
        assertThat(catalog.byOwnMember("SetVisibility")).isEmpty();
        assertThat(catalog.byOwnMember("PrintString")).isEmpty();
    }

    @Test
    void every_type_has_pins_a_shelf_and_a_signature() {
        for (NodeType type : catalog.types()) {
            NodeSignature signature = catalog.signature(type.name());
            assertThat(signature).as(type.name()).isNotNull();
            assertThat(signature.pins()).as(type.name()).isNotEmpty();
            assertThat(catalog.category(type)).as(type.name()).isNotBlank();
        }
        assertThat(catalog.types()).hasSizeGreaterThan(390);
        assertThat(catalog.types().stream()
                        .filter(type -> catalog.signature(type.name()).isPure()))
                .hasSizeGreaterThan(120);
        assertThat(catalog.signature("Delay").isLatent()).isTrue();
        assertThat(catalog.signature("AddFloat").isPure()).isTrue();
        assertThat(catalog.signature("PrintString").isPure()).isFalse();
        assertThat(catalog.category(catalog.byName("AddFloat").orElseThrow())).isEqualTo("Math");
        assertThat(catalog.category(catalog.byName("Event_Tick").orElseThrow())).isEqualTo("Events");
    }

    @Test
    void every_alias_leads_to_a_type_and_its_pins_to_pins_or_keys() {
        assertThat(catalog.aliases()).hasSizeGreaterThan(120);
        catalog.aliases().forEach((name, alias) -> {
            if (alias.type().equals("CallFunction")) {
                return;
            }
            NodeSignature signature = catalog.signature(alias.type());
            assertThat(signature).as(name).isNotNull();
            assertThat(alias.type().equals(name) || catalog.byName(name).isEmpty())
                    .as(name)
                    .isTrue();
            alias.pins()
                    .values()
                    .forEach(pin -> assertThat(signature.pin(pin, false) != null
                                    || signature.pin(pin, true) != null
                                    || catalog.isKey(alias.type(), pin))
                            .as(name + "." + pin)
                            .isTrue());
        });
    }

    @Test
    void casts_events_split_structs_and_more_operands_follow_rules() {
        assertThat(catalog.signature("CastToBP_Lamp").pin("AsBP_Lamp", true).type())
                .isEqualTo("BP_Lamp");
        assertThat(catalog.signature("Event_Anything").isEvent()).isTrue();
        assertThat(catalog.signature("SetActorRotation")
                        .pin("NewRotation_Yaw", false)
                        .type())
                .isEqualTo("Float");
        assertThat(catalog.signature("AddFloat").pin("E", false).type()).isEqualTo("Float");
        assertThat(catalog.signature("SetActorLocation").pin("newlocation", false))
                .isNotNull();
        assertThat(catalog.signature("Frobnicate")).isNull();
        assertThat(catalog.nearest("PrintStrnig")).contains("PrintString");
    }

    @Test
    void types_fit_as_unreal_decides() {
        assertThat(TypeRules.fits("Int", "Float")).isTrue();
        assertThat(TypeRules.fits("Float", "String")).isTrue();
        assertThat(TypeRules.fits("Character", "Actor")).isTrue();
        assertThat(TypeRules.fits("Actor", "Character")).isFalse();
        assertThat(TypeRules.fits("StaticMeshComponent", "Actor")).isTrue();
        assertThat(TypeRules.fits("Bool", "Actor")).isFalse();
        assertThat(TypeRules.fits("Vector", "Float")).isFalse();
        assertThat(TypeRules.fits("Array<Pawn>", "Array<Actor>")).isTrue();
        assertThat(TypeRules.fits("Array<Int>", "Array<Float>")).isFalse();
        assertThat(TypeRules.fits("Array<Int>", "Int")).isFalse();
        assertThat(TypeRules.fits("BP_Lamp", "Actor")).isTrue();
    }
}
