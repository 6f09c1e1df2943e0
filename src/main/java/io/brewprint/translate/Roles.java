package io.brewprint.translate;

import io.brewprint.clipboard.ClipObject;
import java.util.List;

/** What part each top-level object plays in its graph. */
final class Roles {
    enum Role {
        NODE, COMMENT, KNOT, LINK
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
        return name.endsWith("_Comment") || name.equals("RigVMCommentNode") ? Role.COMMENT : Role.NODE;
    }
}
