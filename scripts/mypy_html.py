"""What mypy is told of HTML: a text built of constants, numbers and HTML is HTML, any other is a `str`.

`Html` (`phrases/html.py`) is a plain `str` when the program runs. Here an f-string, a sum or a join whose every part
is safe has that type, without a word more in the code; what reaches `st.html` or a parameter typed `Html` without being
so is an error of `make lint`. A text that somebody typed gets there through `escape_html` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mypy.nodes import (
    ConditionalExpr,
    Expression,
    GeneratorExpr,
    ListExpr,
    OpExpr,
    StarExpr,
    StrExpr,
    TupleExpr,
    TypeInfo,
)
from mypy.plugin import (
    CheckerPluginInterface,
    FunctionContext,
    FunctionSigContext,
    MethodContext,
    MethodSigContext,
    Plugin,
)
from mypy.subtypes import is_subtype
from mypy.types import (
    AnyType,
    CallableType,
    FunctionLike,
    Instance,
    LiteralType,
    NoneType,
    ProperType,
    TupleType,
    Type,
    TypeOfAny,
    UnionType,
    get_proper_type,
)

HTML = "phrases.html.Html"
ECRIT = "ui.socle.sortie.Ecrit"
"""What holds HTML and nothing else, as it is handed to Streamlit."""
ICI = ("ui.", "exports.blocs.", "exports.site.", "exports.presentation.html.", "phrases.html")
"""How the modules begin whose texts are looked at, and no other."""
NOMBRES = frozenset(
    {"builtins.int", "builtins.float", "datetime.date", "datetime.datetime", "models.trimestre.Trimestre"}
)
"""Types whose values hold no sign of HTML, however they are written."""
PHRASES = ("phrases.format.", "builtins.str", "builtins.max", "builtins.min")
"""Functions that add no sign of HTML: given what is safe, what they return is."""
SLUG = "models.texte.slug"
"""Letters, digits and hyphens, whatever it is given."""
PUITS = frozenset({"streamlit.html", "streamlit.delta_generator.DeltaGenerator.html"})
GARDENT = frozenset({"replace", "strip", "removeprefix", "removesuffix", "upper", "lower"})
"""Methods whose result is as safe as what they are given."""


class Html(Plugin):
    """The hooks."""

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """Check what is given to `st.html` and called `Html`; follow what only formats."""
        if fullname in PUITS:
            return _check
        if fullname == HTML:
            return _check
        if fullname == SLUG:
            return _pass
        return _follow if fullname.startswith(PHRASES) else None

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        """Let constants be given where HTML is wanted."""
        return _accept if fullname.startswith(ICI) else None

    def get_method_signature_hook(self, fullname: str) -> Callable[[MethodSigContext], FunctionLike] | None:
        """Let constants be given where HTML is wanted."""
        return _accept if fullname.startswith(ICI) else None

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        """Check what containers are asked to show; follow f-strings, sums and joins."""
        if fullname in PUITS:
            return _check
        classe, _, methode = fullname.rpartition(".")
        if classe not in {"builtins.str", HTML}:
            return None
        return {"format": _build, "join": _join, "__add__": _build, "__mul__": _build}.get(
            methode, _build if methode in GARDENT else None
        )


def plugin(version: str) -> type[Plugin]:  # noqa: ARG001 -- the name and the signature are mypy's
    """Return the plugin."""
    return Html


def _accept(contexte: FunctionSigContext | MethodSigContext) -> CallableType:
    """Return a signature that takes anything in place of what is written as constants, alone or grouped."""
    signature, donnes = contexte.default_signature, contexte.args
    types = [
        AnyType(TypeOfAny.special_form) if HTML in str(attendu) and _are_constantes(recus, contexte.api) else attendu
        for attendu, recus in zip(signature.arg_types, donnes, strict=True)
    ]
    return signature.copy_modified(arg_types=types)


def _are_constantes(recus: Sequence[Expression], api: CheckerPluginInterface) -> bool:
    """Return whether what is given for one parameter is written out, in part at least, and the rest HTML."""
    constantes = [_is_constante(recu, api) for recu in recus]
    return any(constantes) and all(c or _is_sur(r, api) for c, r in zip(constantes, recus, strict=True))


def _is_constante(expression: Expression, api: CheckerPluginInterface) -> bool:
    """Return whether an expression is written out: constants, and groups of constants and HTML."""
    if isinstance(expression, TupleExpr | ListExpr):
        return bool(expression.items) and all(
            _is_constante(e, api) or _is_type_sur(api.get_expression_type(e)) for e in expression.items
        )
    if isinstance(expression, ConditionalExpr):
        return _is_constante(expression.if_expr, api) and _is_constante(expression.else_expr, api)
    return isinstance(expression, StrExpr)


def _check(contexte: FunctionContext | MethodContext) -> Type:
    """Report a text that is not known to be HTML."""
    if _is_ici(contexte.api) and contexte.args and contexte.args[0] and not _is_sur(contexte.args[0][0], contexte.api):
        contexte.api.fail("A text that is not known to be HTML is shown as such: escape it", contexte.context)
    return contexte.default_return_type


def _pass(contexte: FunctionContext) -> Type:
    """Return HTML for what has no sign of it, whatever it is given."""
    return _type(contexte, True) if _is_ici(contexte.api) else contexte.default_return_type


def _follow(contexte: FunctionContext) -> Type:
    """Return HTML for a function that is given nothing else than what is safe."""
    if not _is_ici(contexte.api):
        return contexte.default_return_type
    donnes = [a for argument in contexte.args for a in argument]
    return _type(contexte, all(_is_sur(a, contexte.api) for a in donnes))


def _build(contexte: MethodContext) -> Type:
    """Return HTML for a text built of safe parts."""
    if not _is_ici(contexte.api):
        return contexte.default_return_type
    donnes = [a for argument in contexte.args for a in argument]
    return _type(contexte, _is_type_sur(contexte.type) and all(_is_sur(a, contexte.api) for a in donnes))


def _join(contexte: MethodContext) -> Type:
    """Return HTML for safe parts side by side; an f-string is one such join."""
    if not _is_ici(contexte.api):
        return contexte.default_return_type
    (elements,) = contexte.args[0]
    return _type(contexte, _is_type_sur(contexte.type) and _are_surs(elements, contexte.api))


def _are_surs(elements: Expression, api: CheckerPluginInterface) -> bool:
    """Return whether what an expression is made of one after the other is safe."""
    if isinstance(elements, ListExpr | TupleExpr):
        return all(_is_sur(e, api) for e in elements.items)
    if isinstance(elements, GeneratorExpr):
        return _is_sur(elements.left_expr, api)
    return _is_suite_sure(api.get_expression_type(elements), api)


def _type(contexte: FunctionContext | MethodContext, sur: bool) -> Type:
    if not sur or not _is_texte(contexte.default_return_type):
        return contexte.default_return_type
    return _find_html(contexte.api) or contexte.default_return_type


def _is_texte(rendu: Type) -> bool:
    propre = get_proper_type(rendu)
    return isinstance(propre, Instance) and propre.type.fullname == "builtins.str"


def _is_ici(api: CheckerPluginInterface) -> bool:
    return str(api.tree.fullname).startswith(ICI)  # type: ignore[attr-defined]


def _is_sur(expression: Expression, api: CheckerPluginInterface) -> bool:
    """Return whether an expression holds nothing that could be read as HTML without being meant as such."""
    if isinstance(expression, StrExpr):
        return True
    if isinstance(expression, StarExpr):
        return _are_surs(expression.expr, api)
    if isinstance(expression, ConditionalExpr):
        return _is_sur(expression.if_expr, api) and _is_sur(expression.else_expr, api)
    if isinstance(expression, OpExpr) and expression.op in {"or", "and", "+"}:
        return _is_sur(expression.left, api) and _is_sur(expression.right, api)
    try:  # as it was found in its place: a branch or a filter before it may have narrowed it
        connu = api.lookup_type(expression)  # type: ignore[attr-defined]
    except KeyError:
        connu = api.get_expression_type(expression)
    return _is_type_sur(connu)


def _is_type_sur(donne: Type) -> bool:
    propre: ProperType = get_proper_type(donne)
    if isinstance(propre, LiteralType | NoneType):
        return True
    if isinstance(propre, UnionType):
        return all(map(_is_type_sur, propre.items))
    if not isinstance(propre, Instance):
        return False
    connu = propre.last_known_value is not None or propre.type.is_enum
    return connu or propre.type.fullname in NOMBRES or propre.type.fullname in {HTML, ECRIT, "builtins.bool"}


def _is_suite_sure(donne: Type, api: CheckerPluginInterface) -> bool:
    propre = get_proper_type(donne)
    if isinstance(propre, TupleType):
        return all(map(_is_type_sur, propre.items))
    html = _find_html(api)
    return html is not None and is_subtype(propre, api.named_generic_type("typing.Iterable", [html]))


def _find_html(api: CheckerPluginInterface) -> Instance | None:
    """Return the type, None before its module is read: what stands below it writes none."""
    module, _, nom = HTML.rpartition(".")
    lu = api.modules.get(module)  # type: ignore[attr-defined]
    symbole = lu.names.get(nom) if lu else None
    return Instance(symbole.node, []) if symbole and isinstance(symbole.node, TypeInfo) else None
