package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import java.util.List;

/** What part each top-level object plays in its graph. */
final class Roles {
    enum Role {
        NODE,
        COMMENT,
        KNOT,
        LINK
    }

    private final boolean knotsOnly;

    Roles(List<ClipObject> objects) {
        // Knots that were copied alone are all there is to keep.
        knotsOnly = objects.stream().allMatch(object -> plain(object) == Role.KNOT);
    }

    Role of(ClipObject object) {
        return knotsOnly ? Role.NODE : plain(object);
    }

    private static Role plain(ClipObject object) {
        String name = object.className();
        if (name.equals("K2Node_Knot")) {
            return Role.KNOT;
        }
        if (name.equals("RigVMLink")) {
            return Role.LINK;
        }
        // Niagara, Material and the rest derive their comments from this class or name theirs alike.
        boolean comment = name.endsWith("_Comment") || name.equals("RigVMCommentNode");
        // A comment with pins has swallowed the node behind it in a damaged text.
        return comment && object.pins().isEmpty() ? Role.COMMENT : Role.NODE;
    }
}
