//! A tenant's branding on its pages, and the pictures that it has us send.

use app::backend::Brand;
use app::domain::branding::picture::{Logo, Picture};
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use super::App;
use super::assets::FOREVER;
use super::body::Path;
use super::problem::Problem;
use crate::hex::short;
use crate::store::{Application, ApplicationId};

/// A drawing can hold scripts: opened by itself it runs none, and loads nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// What the pages of an application need.
pub(super) fn brand(application: &Application) -> Brand {
    let branding = application.branding.clone();
    let address = |logo: &Logo| {
        logo.picture().map(|picture| format!("/brand/{}/{}", application.id, digest(picture)))
    };
    let logo = branding.logo.as_ref().and_then(address);
    let icon = branding.favicon.as_ref().and_then(address).or_else(|| logo.clone());
    Brand { branding, logo, icon }
}

/// What readers know the tenant by.
pub(super) fn name(application: &Application) -> String {
    let name = application.branding.name.as_ref();
    name.map_or_else(|| application.name.clone(), ToString::to_string)
}

/// Where its readers find help; this server's own place where it names none.
pub(super) fn help(app: &App, application: &Application) -> Option<String> {
    let own = application.branding.help_url.as_ref().map(ToString::to_string);
    own.or_else(|| app.support_url.as_deref().map(str::to_owned))
}

/// `GET /brand/{application}/{picture}`: the address changes with the picture.
pub(crate) async fn picture(
    State(app): State<App>,
    Path((application, wanted)): Path<(ApplicationId, String)>,
) -> Result<Response, Problem> {
    let branding = app.service.branding(application).await?;
    let set = [&branding.logo, &branding.favicon].into_iter().flatten();
    let mut pictures = set.filter_map(Logo::picture);
    let found = pictures.find(|picture| digest(picture) == wanted);
    let picture = found.ok_or_else(Problem::not_found)?;
    let mut response = picture.bytes().into_response();
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(picture.kind().as_str()));
    out.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    out.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    out.insert(CACHE_CONTROL, HeaderValue::from_static(FOREVER));
    Ok(response)
}

/// A picture's digest, shortened.
fn digest(picture: &Picture) -> String {
    short(&Sha256::digest(picture.to_string()))
}
