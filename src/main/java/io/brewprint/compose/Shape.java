package io.brewprint.compose;

import io.brewprint.blueprint.NodeCatalog;
import io.brewprint.blueprint.NodeSignature;
import io.brewprint.blueprint.PinSpec;
import java.util.List;

/** Where exec enters and leaves nodes, and what their pins take. */
final class Shape {
    private static final List<String> OUTS = List.of("Then", "Completed", "Exit");

    private Shape() {}

    static String entry(NodeCatalog catalog, String type) {
        NodeSignature signature = catalog.signature(type);
        List<String> ins = signature == null ? List.of() : signature.names(false, true);
        return ins.isEmpty() ? "Execute" : ins.getFirst();
    }

    static String exit(NodeCatalog catalog, String type) {
        NodeSignature signature = catalog.signature(type);
        List<String> outs = signature == null ? List.of() : signature.names(true, true);
        return OUTS.stream().filter(outs::contains).findFirst().orElse(outs.isEmpty() ? "Then" : outs.getFirst());
    }

    /** Type of an input; String where the catalog does not say. */
    static String pinType(NodeCatalog catalog, String type, String pin) {
        NodeSignature signature = catalog.signature(type);
        PinSpec spec = signature == null ? null : signature.pin(pin, false);
        return spec == null ? "String" : spec.type();
    }
}
