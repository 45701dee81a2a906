"""What the back office keeps: audiences and campaigns."""

from django.db import models


class Publico(models.Model):
    nombre = models.CharField(max_length=120)
    referencia = models.CharField("referencia externa", max_length=80, blank=True)
    huella = models.CharField("huella de la lista", max_length=64, blank=True)
    miembros = models.PositiveIntegerField()

    class Meta:
        verbose_name = "público"

    def __str__(self) -> str:
        return self.nombre


class Campana(models.Model):
    nombre = models.CharField(max_length=120)
    referencia = models.CharField("referencia externa", max_length=80, blank=True)
    publico = models.CharField("público", max_length=40)
    canales = models.CharField(max_length=120)
    inicio = models.DateField(null=True, blank=True)
    fin = models.DateField(null=True, blank=True)
    estado = models.CharField(
        max_length=20,
        default="borrador",
        choices=[("borrador", "Borrador"), ("programada", "Programada"), ("detenida", "Detenida")],
    )

    class Meta:
        verbose_name = "campaña"

    def __str__(self) -> str:
        return self.nombre
