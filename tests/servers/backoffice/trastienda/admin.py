"""The pages of the back office."""

from django import forms
from django.contrib import admin

from trastienda.models import Campana, Publico

CANALES = [("Correo", "Correo"), ("SMS", "SMS"), ("Notificación", "Notificación"), ("Carta", "Carta")]


@admin.register(Publico)
class PublicoAdmin(admin.ModelAdmin):
    list_display = ("nombre", "referencia", "miembros")
    search_fields = ("nombre", "referencia", "=id")


class CampanaForm(forms.ModelForm):
    canales = forms.MultipleChoiceField(choices=CANALES, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["canales"] = self.instance.canales.split(", ")

    def clean_canales(self) -> str:
        return ", ".join(self.cleaned_data["canales"])

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if data.get("inicio") and data.get("fin") and data["fin"] < data["inicio"]:
            raise forms.ValidationError("La campaña no puede terminar antes de empezar.")
        return data


@admin.register(Campana)
class CampanaAdmin(admin.ModelAdmin):
    form = CampanaForm
    list_display = ("nombre", "referencia", "inicio", "fin", "estado")
    search_fields = ("nombre", "referencia", "=id")
