//! A router that remembers what its handlers say of themselves.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{self, MethodRouter};

use super::describe::{Described, Operation, Schemas};
use crate::http::App;

/// What one handler says of itself.
type Describe = fn(&mut Operation, &mut Schemas);

/// The handlers of one path.
pub(crate) struct Methods {
    router: MethodRouter<App>,
    described: Vec<(&'static str, Describe)>,
}

/// Routes, each with its description.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<App>,
    described: Vec<(&'static str, &'static str, Describe)>,
}

macro_rules! methods {
    (first: $($first:ident),+; then: $($then:ident),+) => {
        $(
            pub(crate) fn $first<H, T>(handler: H) -> Methods
            where
                H: Handler<T, App> + Described<T>,
                T: 'static,
            {
                let described = vec![(stringify!($first), <H as Described<T>>::describe as Describe)];
                Methods { router: routing::$first(handler), described }
            }
        )+

        impl Methods {
            $(
                pub(crate) fn $then<H, T>(mut self, handler: H) -> Self
                where
                    H: Handler<T, App> + Described<T>,
                    T: 'static,
                {
                    self.described.push((stringify!($then), <H as Described<T>>::describe));
                    Self { router: self.router.$then(handler), ..self }
                }
            )+
        }
    };
}

methods! {
    first: get, post, patch, delete;
    then: get, patch, delete
}

impl Routes {
    /// Adds a path.
    pub(crate) fn route(mut self, path: &'static str, methods: Methods) -> Self {
        let Methods { router, described } = methods;
        self.described.extend(described.into_iter().map(|(verb, says)| (path, verb, says)));
        Self { router: self.router.route(path, router), ..self }
    }

    /// Path, verb in lower case, and what the handler says.
    pub(super) fn described(&self) -> impl Iterator<Item = (&'static str, &'static str, Describe)> {
        self.described.iter().copied()
    }

    /// The router itself.
    pub(crate) fn into_router(self) -> Router<App> {
        self.router
    }
}
