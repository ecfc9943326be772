//! How functions of templates are called.
//!
//! Typst remembers what a function returned by a digest of all its arguments and of all that it has captured, and each call
//! asks for that. Functions of a table's cells are called with other arguments each time: digests and memory are spent for
//! nothing there, a seventh of the time of a document. So our own are called straight, and those that are asked for each cell,
//! row or column are done by the program (`intrinsics`).

use std::sync::{LazyLock, OnceLock};

use comemo::{Tracked, TrackedMut};
use typst::diag::SourceResult;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Args, Closure, ClosureNode, Context, Func, Scopes, Value};
use typst::introspection::Introspector;
use typst::routines::Routines;
use typst::syntax::ast::{self, AstNode as _};
use typst::syntax::{FileId, SyntaxNode};
use typst::utils::{LazyHash, Protected};
use typst::{Library, World};
use typst_eval::{Eval as _, FlowEvent, Vm};

use super::intrinsics;
use super::world::file_id;
use crate::render::Templates;

/// Whose functions are called straight.
const STRAIGHT: [&str; 5] =
    ["parts/breaks.typ", "parts/cells.typ", "parts/table.typ", "parts/text.typ", "parts/widths.typ"];

static STRAIGHT_IDS: LazyLock<[FileId; 5]> = LazyLock::new(|| STRAIGHT.map(file_id));

/// The one that is asked for the same over and over: for the columns of one table by each that is to be as wide.
const REMEMBERED: &str = "measure-columns";

/// What typst has for the work of its parts, with calls as above; as it is where a project has a part of its own, which may
/// count on being remembered, or say something else under the same name.
pub fn routines(typst: &'static Routines, templates: &Templates) -> &'static Routines {
    static OURS: OnceLock<Routines> = OnceLock::new();
    if are_built_in(templates) { OURS.get_or_init(|| Routines { eval_closure: call, ..*typst }) } else { typst }
}

/// Whether no part of which functions are called straight is a project's own.
pub fn are_built_in(templates: &Templates) -> bool {
    STRAIGHT.iter().all(|name| templates.is_built_in(name))
}

/// Does what [`typst_eval::eval_closure`] does, in place of which it stands.
#[expect(clippy::too_many_arguments, reason = "the signature is typst's")]
fn call(
    func: &Func,
    closure: &LazyHash<Closure>,
    world: Tracked<dyn World + '_>,
    library: &LazyHash<Library>,
    introspector: Tracked<dyn Introspector + '_>,
    traced: Tracked<Traced>,
    sink: TrackedMut<Sink>,
    route: Tracked<Route>,
    context: Tracked<Context>,
    args: Args,
) -> SourceResult<Value> {
    let Some(written) = straight(closure) else {
        return typst_eval::eval_closure(
            func,
            closure,
            world,
            library,
            introspector,
            traced,
            sink,
            route,
            context,
            args,
        );
    };
    let introspector = Protected::from_raw(introspector);
    let mut engine = Engine { library, world, introspector, traced, sink, route: Route::extend(route) };
    let name = written.name();
    if let Some(name) = name
        && let Some(value) =
            intrinsics::call(name.as_str(), &args, &closure.captured, &mut engine, context, func.span())
    {
        return Ok(value);
    }
    let mut scopes = Scopes::new(None);
    scopes.top = closure.captured.clone();
    let mut vm = Vm::new(engine, context, scopes, written.body().span());
    if let Some(name) = name {
        // It may call itself.
        vm.define(name, func.clone());
    }
    bind(&mut vm, written, closure, args)?;
    let value = written.body().eval(&mut vm)?;
    match vm.flow {
        None | Some(FlowEvent::Return(_, None, _)) => Ok(value),
        Some(FlowEvent::Return(_, Some(returned), _)) => Ok(returned),
        Some(flow) => Err(std::iter::once(flow.forbidden()).collect()),
    }
}

/// A function that is to be called straight, if it is one.
fn straight(closure: &Closure) -> Option<ast::Closure<'_>> {
    let ClosureNode::Closure(node) = &closure.node else { return None };
    let is_ours = |node: &SyntaxNode| node.span().id().is_some_and(|id| STRAIGHT_IDS.contains(&id));
    let closure = is_ours(node).then(|| node.cast::<ast::Closure>()).flatten()?;
    let is_remembered = closure.name().is_some_and(|name| name.as_str() == REMEMBERED);
    (!is_remembered && has_names_alone(&closure)).then_some(closure)
}

/// Whether all parameters are names. Typst alone knows how to take values apart.
fn has_names_alone(closure: &ast::Closure) -> bool {
    closure.params().children().all(|param| match param {
        ast::Param::Pos(pattern) => matches!(pattern, ast::Pattern::Normal(ast::Expr::Ident(_))),
        ast::Param::Named(_) => true,
        ast::Param::Spread(_) => false,
    })
}

/// Gives the arguments of a call the names that the function has for them.
fn bind(vm: &mut Vm, written: ast::Closure, closure: &Closure, mut args: Args) -> SourceResult<()> {
    let mut defaults = closure.defaults.iter();
    for param in written.params().children() {
        match param {
            ast::Param::Pos(ast::Pattern::Normal(ast::Expr::Ident(name))) => {
                let value: Value = args.expect(name.as_str())?;
                vm.define(name, value);
            }
            ast::Param::Named(named) => {
                let (given, default) = (args.named::<Value>(named.name().as_str())?, defaults.next());
                vm.define(named.name(), given.or_else(|| default.cloned()).unwrap_or_default());
            }
            ast::Param::Pos(_) | ast::Param::Spread(_) => {}
        }
    }
    args.finish()
}
